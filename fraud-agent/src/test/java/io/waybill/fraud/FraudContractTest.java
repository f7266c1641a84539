package io.waybill.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.runtime.ProviderCalls;
import io.waybill.simulators.Simulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The client and the simulated fraud service agree. */
class FraudContractTest {

    private static ConfigurableApplicationContext simulators;
    private static URI base;
    private static FraudApi api;

    @BeforeAll
    static void start() {
        simulators = Simulators.start("--server.port=0");
        base = URI.create("http://127.0.0.1:" + simulators.getEnvironment().getProperty("local.server.port"));
        api = new FraudApi(new FraudSettings(base.resolve("/fraud"), "local", 80, Duration.ofSeconds(1)),
                new ProviderCalls(new SimpleMeterRegistry()));
    }

    @AfterAll
    static void stop() {
        api.close();
        simulators.close();
    }

    @AfterEach
    void mend() throws Exception {
        control("DELETE", "");
    }

    @Test
    void anHonestOrderScoresLow() throws Exception {
        assertThat(api.score(order("ada@example.com"))).isBetween(0, 79);
    }

    @Test
    void aFraudsterScoresHigh() throws Exception {
        assertThat(api.score(order("fraud@example.com"))).isEqualTo(95);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'kind':'status','status':500", "'kind':'status','status':429", "'kind':'malformed'",
        "'kind':'oversized'", "'kind':'drop_answer'"})
    void whateverGoesWrongThereIsAnOutageThatPasses(String fault) throws Exception {
        control("POST", "{'provider':'fraud','operation':'*','count':1,%s}".formatted(fault).replace('\'', '"'));

        assertThatThrownBy(() -> api.score(order("fraud@example.com"))).isInstanceOf(IOException.class);
        assertThat(api.score(order("fraud@example.com"))).isEqualTo(95);
    }

    private static void control(String method, String body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(base.resolve("/control/faults"))
                    .header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)).build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isLessThan(300);
        }
    }

    private static Order order(String email) {
        return new Order(UUID.randomUUID(), "demo", "PO-1042", "GBP", new Customer("C-17", null, email),
                new Address(null, null, null, null, "GB"), List.of(new Line("85123A", null, 6, 255)),
                "pm_card_visa");
    }
}
