package io.waybill.gateway;

import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows operators what waits for a person, of all merchants. An agent that there isn't is refused, since nothing is parked by it
 * and that would sound like good news; causes are anybody's words.
 */
@RestController
@Needs(Scope.OPS)
class ParkedListController {

    private final ParkedLists lists;
    private final Agents agents;

    ParkedListController(ParkedLists lists, Agents agents) {
        this.lists = lists;
        this.agents = agents;
    }

    @GetMapping(path = "/ops/parked", produces = MediaType.APPLICATION_JSON_VALUE)
    ParkedPage list(@RequestParam MultiValueMap<String, String> query) {
        var parameters = new QueryParameters(query, Set.of("cause", "agent", "limit", "cursor"));
        var filter = new ParkedFilter(parameters.value("cause").orElse(null), parameters.value("agent").orElse(null));
        agents.refusalOf(filter.agent()).ifPresent(detail -> parameters.refuse("agent", detail));
        UUID before = parameters.before();
        int limit = parameters.limit();
        parameters.requireSense();
        return lists.find(filter, before, limit);
    }
}
