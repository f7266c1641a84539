package io.waybill.simulators;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /control/load}. */
@Component
final class LoadControl {

    private final Load load;
    private final Comebacks comebacks;

    LoadControl(Load load, Comebacks comebacks) {
        this.load = load;
        this.comebacks = comebacks;
    }

    ServerResponse get() {
        return ServerResponse.ok().body(Map.of("operations", load.view(), "early", comebacks.early()));
    }

    ServerResponse clear() {
        load.clear();
        comebacks.clear();
        return ServerResponse.noContent().build();
    }
}
