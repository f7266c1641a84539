package io.waybill.fleet;

import io.waybill.fleet.Http.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The gateway, as a merchant uses it. */
record GatewayClient(Http http, URI gateway, String apiKey) {

    /** @param waitSeconds how long the gateway may hold its answer back until the order has ended */
    Answer submit(NewOrder order, int waitSeconds) throws IOException {
        Map<String, String> headers = waitSeconds > 0 ? Map.of("Prefer", "wait=" + waitSeconds) : Map.of();
        return http.post(gateway.resolve("/orders"), apiKey, headers, order.json());
    }

    Answer find(String id) throws IOException {
        return http.get(gateway.resolve("/orders/" + id), apiKey);
    }

    /** @throws FleetException with what to do, if nobody answers there */
    void requireUp() {
        try {
            http.get(gateway.resolve("/actuator/health/readiness"), apiKey);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    FleetException unreachable(IOException cause) {
        return new FleetException(
                "The gateway at %s doesn't answer: start the fleet with ./waybill up".formatted(gateway), cause);
    }
}
