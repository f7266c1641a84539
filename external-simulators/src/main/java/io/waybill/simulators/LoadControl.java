package io.waybill.simulators;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /control/load}. */
@Component
final class LoadControl {

    private final Load load;

    LoadControl(Load load) {
        this.load = load;
    }

    ServerResponse get() {
        return ServerResponse.ok().body(Map.of("operations", load.view()));
    }

    ServerResponse clear() {
        load.clear();
        return ServerResponse.noContent().build();
    }
}
