package io.waybill.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.ProviderCalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FraudAgentTest {

    private final FraudServer server = new FraudServer();

    FraudAgentTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"80,0", "80,79", "1,0", "100,99"})
    void belowTheThresholdAnOrderGoesOnWithItsScore(int threshold, int score) throws Exception {
        assertThat(verdict(threshold, score)).isEqualTo(Outcome.done(Map.of("score", Integer.toString(score))));
    }

    @ParameterizedTest
    @CsvSource({"80,80", "80,95", "1,1", "100,100"})
    void fromTheThresholdOnItIsRefused(int threshold, int score) throws Exception {
        assertThat(verdict(threshold, score)).isEqualTo(Outcome.refused(Reason.FRAUD, "score_" + score));
    }

    @Test
    void anOutageIsNeitherAYesNorANo() {
        server.answers(500, "{\"score\":95}");

        assertThatThrownBy(() -> handle(80)).isInstanceOf(IOException.class);
    }

    private Outcome verdict(int threshold, int score) throws Exception {
        server.answers(200, "{\"score\":" + score + "}");
        return handle(threshold);
    }

    private Outcome handle(int threshold) throws Exception {
        var settings = new FraudSettings(server.base(), "key-1", threshold, Duration.ofSeconds(1));
        try (var api = new FraudApi(settings, new ProviderCalls(new SimpleMeterRegistry()))) {
            return new FraudAgent(settings, api).handle(delivery());
        }
    }

    private static Delivery delivery() {
        var order = new Order(new UUID(0, 1), "demo", "PO-1042", "GBP", new Customer("C-17", null, "ada@example.com"),
                new Address(null, null, null, null, "GB"), List.of(new Line("85123A", null, 6, 255)),
                "pm_card_visa");
        return new Delivery(order, 1, "fraud_agent", Instant.EPOCH, "00-0-0-01", null, Map.of());
    }
}
