package io.waybill.simulators;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** {@code /control/faults}. A fault stays, and stays listed with its count, until it is deleted. */
@Component
final class FaultControl {

    private final Faults faults;
    private final JsonMapper json;

    FaultControl(Faults faults, JsonMapper json) {
        this.faults = faults;
        this.json = json;
    }

    ServerResponse inject(String body) {
        var added = faults.inject(FaultReader.read(Fields.of(json, body)));
        return ServerResponse.created(URI.create("/control/faults/" + added.id())).body(Map.of("id", added.id()));
    }

    ServerResponse list() {
        return ServerResponse.ok().body(views(faults.list()));
    }

    /** Answers with what was removed and how often it fired, so that no firing is missed between two calls. */
    ServerResponse removeAll() {
        var removed = faults.list();
        removed.forEach(fault -> faults.remove(fault.id()));
        return ServerResponse.ok().body(views(removed));
    }

    ServerResponse remove(String id) {
        return faults.remove(id)
                .map(removed -> ServerResponse.ok().body(views(List.of(removed))))
                .orElseGet(() -> ControlRoutes.problem(HttpStatus.NOT_FOUND,
                        "There is no fault " + id + "; GET /control/faults lists those in force.", Map.of()));
    }

    private static Map<String, Object> views(List<ActiveFault> active) {
        return Map.of("faults", active.stream().map(FaultControl::view).toList());
    }

    private static Map<String, Object> view(ActiveFault active) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", active.id());
        view.putAll(active.fault().asked());
        view.put("fired", active.fired());
        return view;
    }
}
