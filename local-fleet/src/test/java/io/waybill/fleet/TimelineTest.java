package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TimelineTest {

    private static final OrderState ORDER = OrderState.of(new JsonMapper().readTree(
            """
                    { "id": "0199", "reference": "PO-1", "status": "rejected", "reason": "fraud", "reasonDetail": null, "total": 2550,
                      "currency": "USD", "acceptedAt": "2026-01-01T00:00:00.000Z", "endedAt": "2026-01-01T00:00:00.090Z", "settledAt": null,
                      "steps": [
                        { "agent": "notifier", "status": "waiting", "attempts": 3, "startedAt": null, "endedAt": null, "reason": null,
                          "waitingFor": { "cause": "outage", "detail": null, "until": null } },
                        { "agent": "tracking_agent", "status": "waiting", "attempts": 0, "startedAt": null, "endedAt": null,
                          "reason": null, "waitingFor": { "cause": "breaker", "detail": "it answers with 503",
                                                          "until": "2026-01-01T00:00:30.000Z" } },
                        { "agent": "inventory_agent", "status": "done", "attempts": 1, "startedAt": "2026-01-01T00:00:00.020Z",
                          "endedAt": "2026-01-01T00:00:00.060Z", "reason": null },
                        { "agent": "fraud_agent", "status": "refused", "attempts": 2, "startedAt": "2026-01-01T00:00:00.040Z",
                          "endedAt": "2026-01-01T00:00:00.080Z", "reason": "fraud" },
                        { "agent": "validator", "status": "done", "attempts": 1, "startedAt": "2026-01-01T00:00:00.000Z",
                          "endedAt": "2026-01-01T00:00:00.020Z", "reason": null } ] }
                    """));

    @Test
    void showsStepsThatRanSideBySide() {
        assertThat(new Timeline(ORDER)).hasToString(
                """
                          agent              status       from     took
                          validator          done         0 ms    20 ms  ██████████
                          inventory_agent    done        20 ms    40 ms            ████████████████████
                          fraud_agent        refused     40 ms    40 ms                      ████████████████████ 2 attempts fraud
                          notifier           waiting                     3 attempts waits: outage
                          tracking_agent     waiting                     waits: breaker until 2026-01-01T00:00:30Z: it answers with 503
                        """);
    }

    @Test
    void endsWithTheOutcomeAndHowLongItTook() {
        assertThat(ORDER.summary(Instant.MAX)).isEqualTo("order 0199 rejected fraud 90 ms");
        assertThat(ORDER.hasEnded()).isTrue();
        assertThat(ORDER.hasSettled()).isFalse();
    }

    @Test
    void countsUntilNowWhileThereIsNoOutcome() {
        OrderState order = OrderState.of(new JsonMapper().readTree("""
                { "id": "0199", "status": "processing", "acceptedAt": "2026-01-01T00:00:00.000Z" }"""));
        assertThat(order.summary(Instant.parse("2026-01-01T00:00:30Z"))).isEqualTo("order 0199 processing 30000 ms");
    }
}
