package io.waybill.fleet;

import io.waybill.fleet.Http.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Looks at an order again and again until it has come to rest. */
record OrderWatch(GatewayClient gateway, InstantSource clock, Duration pause) {

    /** The order once its outcome stands; or as it was last seen, when the time is up. */
    JsonNode untilEnded(String id, Instant deadline) throws IOException, InterruptedException {
        return until(OrderState::hasEnded, id, deadline);
    }

    /** The same, once what comes after the outcome (the mail) is done, too. */
    JsonNode untilSettled(String id, Instant deadline) throws IOException, InterruptedException {
        return until(OrderState::hasSettled, id, deadline);
    }

    private JsonNode until(Predicate<OrderState> condition, String id, Instant deadline)
            throws IOException, InterruptedException {
        while (true) {
            Answer answer = gateway.find(id);
            if (answer.isSuccess()
                    && (condition.test(OrderState.of(answer.json())) || clock.instant().isAfter(deadline))) {
                return answer.json();
            }
            if (clock.instant().isAfter(deadline)) {
                throw new IOException("GET /orders/%s answers %d".formatted(id, answer.status()));
            }
            Thread.sleep(pause);
        }
    }
}
