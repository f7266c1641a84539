package io.waybill.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators what waits for a person, of all merchants, and lets them see to it. */
@RestController
@RequestMapping(path = "/ops/parked", produces = MediaType.APPLICATION_JSON_VALUE)
@Needs(Scope.OPS)
class ParkedController {

    private final ParkedLists lists;
    private final Replay replay;
    private final BulkReplay bulkReplay;
    private final Forecasts forecasts;
    private final Discard discard;

    ParkedController(ParkedLists lists, Replay replay, BulkReplay bulkReplay, Forecasts forecasts, Discard discard) {
        this.lists = lists;
        this.replay = replay;
        this.bulkReplay = bulkReplay;
        this.forecasts = forecasts;
        this.discard = discard;
    }

    @GetMapping
    ParkedPage list(@RequestParam MultiValueMap<String, String> query) {
        var parameters = new QueryParameters(query, Set.of("cause", "agent", "limit", "cursor"));
        var filter = new ParkedFilter(parameters.value("cause").orElse(null), parameters.value("agent").orElse(null));
        UUID before = parameters.before();
        int limit = parameters.limit();
        parameters.requireSense();
        return lists.find(filter, before, limit);
    }

    @PostMapping("/{id}/replay")
    Resolved replay(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String id,
            HttpServletRequest request) throws IOException {
        return replay.replay(parsed(id), caller, OperatorReason.read(request).orElse(null));
    }

    @PostMapping("/replay")
    ReplayAnswer replay(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request)
            throws IOException {
        ReplayRequest asked = SmallBody.read(request, ReplayRequest.class)
                .orElseGet(() -> new ReplayRequest(null, null, null, null));
        ParkedFilter filter = asked.filter();
        String why = asked.why();
        return asked.isDryRun() ? forecasts.of(filter) : bulkReplay.replay(filter, caller, why);
    }

    @PostMapping("/{id}/discard")
    Resolved discard(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String id,
            HttpServletRequest request) throws IOException {
        String reason = OperatorReason.read(request).orElseThrow(OperatorReason::missing);
        return discard.discard(parsed(id), caller, reason);
    }

    private static UUID parsed(String id) {
        return OrderId.parse(id).orElseThrow(ProblemException::notFound);
    }
}
