package io.waybill.gateway;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators who did what, when and why: of one order, or of all. */
@RestController
@RequestMapping(path = "/ops/notes", produces = MediaType.APPLICATION_JSON_VALUE)
@Needs(Scope.OPS)
class NotesController {

    private final Notes notes;

    NotesController(Notes notes) {
        this.notes = notes;
    }

    @GetMapping
    NotePage list(@RequestParam MultiValueMap<String, String> query) {
        var parameters = new QueryParameters(query, Set.of("order", "limit", "cursor"));
        Optional<String> asked = parameters.value("order");
        Optional<UUID> order = asked.flatMap(OrderId::parse);
        if (asked.isPresent() && order.isEmpty()) {
            parameters.refuse("order", "must be an order's id");
        }
        UUID before = parameters.before();
        int limit = parameters.limit();
        parameters.requireSense();
        return notes.list(order.orElse(null), before, limit);
    }
}
