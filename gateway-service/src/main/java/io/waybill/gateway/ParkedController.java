package io.waybill.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets operators see to what waits for a person, of all merchants. */
@RestController
@RequestMapping(path = "/ops/parked", produces = MediaType.APPLICATION_JSON_VALUE)
@Needs(Scope.OPS)
class ParkedController {

    private final Agents agents;
    private final Replay replay;
    private final BulkReplay bulkReplay;
    private final Forecasts forecasts;
    private final Discard discard;

    ParkedController(Agents agents, Replay replay, BulkReplay bulkReplay, Forecasts forecasts, Discard discard) {
        this.agents = agents;
        this.replay = replay;
        this.bulkReplay = bulkReplay;
        this.forecasts = forecasts;
        this.discard = discard;
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
        agents.refusalOf(filter.agent()).ifPresent(detail -> {
            throw SmallBody.refused("/agent", detail);
        });
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
