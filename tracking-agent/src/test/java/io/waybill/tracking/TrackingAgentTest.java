package io.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class TrackingAgentTest {

    private static final JdbcClient JDBC = new TrackingDatabase().jdbc();

    private final TrackingAgent agent = agentShippingFrom("GB");

    @ParameterizedTest
    @CsvSource({"GB,Royal Mail", "IE,DPD", "DE,DPD", "JE,DHL Express", "US,DHL Express"})
    void theDestinationDecidesWhoCarries(String country, String carrier) {
        assertThat(result(agent.handle(delivery(UUID.randomUUID(), country)))).containsEntry("carrier", carrier);
    }

    @Test
    void aTrackingNumberIsWhatS10Says() {
        String number = result(agent.handle(delivery(UUID.randomUUID(), "GB"))).get("trackingNumber");

        assertThat(number).matches("CA\\d{9}GB");
    }

    @Test
    void aSecondDeliveryGetsTheSameShipment() {
        UUID order = UUID.randomUUID();
        Outcome first = agent.handle(delivery(order, "DE"));

        assertThat(agent.handle(delivery(order, "DE"))).isEqualTo(first);
        assertThat(shipmentsOf(order)).isEqualTo(1);
    }

    @Test
    void aShipmentStaysAsItWasWhenTheCarriersChange() {
        UUID order = UUID.randomUUID();
        Outcome first = agent.handle(delivery(order, "DE"));

        assertThat(agentShippingFrom("DE").handle(delivery(order, "DE"))).isEqualTo(first);
    }

    @Test
    void deliveriesAtTheSameTimeMakeOneShipment() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                UUID order = UUID.randomUUID();
                Callable<Outcome> handle = () -> agent.handle(delivery(order, "US"));
                var outcomes = threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> handle).toList());

                assertThat(outcomes).extracting(each -> each.get()).containsOnly(outcomes.getFirst().get());
                assertThat(shipmentsOf(order)).isEqualTo(1);
            }
        }
    }

    private static TrackingAgent agentShippingFrom(String country) {
        return new TrackingAgent(new TrackingSettings(country, "Royal Mail", "DPD", "DHL Express"),
                new Shipments(JDBC));
    }

    private static Map<String, String> result(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).result();
    }

    private static long shipmentsOf(UUID order) {
        return JDBC.sql("select count(*) from tracking.shipment where order_id = :order").param("order", order)
                .query(Long.class).single();
    }

    private static Delivery delivery(UUID id, String country) {
        var order = new Order(id, "demo", "PO-1042", "GBP", new Customer("C-17", null, "ada@example.com"),
                new Address(null, null, null, null, country), List.of(new Line("85123A", null, 6, 255)),
                "pm_card_visa");
        return new Delivery(order, 1, "tracking_agent", Instant.EPOCH, "00-0-0-01", null, Map.of());
    }
}
