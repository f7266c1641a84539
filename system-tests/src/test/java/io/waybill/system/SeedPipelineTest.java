package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The pipeline file that operators have had from the start, unchanged: it charges at once, after stock and fraud. */
class SeedPipelineTest {

    @TempDir
    private static Path home;
    private static Fleet fleet;
    private static Orders orders;

    @BeforeAll
    static void start() {
        fleet = Fleet.up(home, Map.of("WAYBILL_PIPELINE", Path.of("src/test/resources/seed-pipeline.yaml")
                .toAbsolutePath().toString()));
        orders = new Orders(fleet.gateway());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void anOrderGoesAllTheWay() {
        JsonNode order = orders.settled(NewOrder.GOOD);

        assertThat(order.get("status").asString()).isEqualTo("completed");
        assertThat(Orders.steps(order)).containsOnlyKeys("validator", "inventory_agent", "fraud_agent", "payment_agent",
                "tracking_agent", "notifier");
        assertThat(fleet.simulators().states("charges", order.get("id").asString())).containsExactly("succeeded");
    }

    @Test
    void aDeclineReleasesTheStock() {
        JsonNode order = orders.settled(NewOrder.GOOD.paidWith("pm_card_chargeDeclined"));

        assertThat(order.get("status").asString()).isEqualTo("rejected");
        assertThat(order.get("reason").asString()).isEqualTo("payment_declined");
        assertThat(fleet.database().reservation(order.get("id").asString())).isEqualTo("released");
        assertThat(fleet.simulators().count("charges", order.get("id").asString())).isZero();
    }

    @Test
    void aRefusalBeforeThePaymentNeverReachesIt() {
        JsonNode order = orders.settled(NewOrder.GOOD.from("fraud@example.com"));

        assertThat(order.get("reason").asString()).isEqualTo("fraud");
        assertThat(Orders.steps(order)).doesNotContainKey("payment_agent");
        assertThat(fleet.database().reservation(order.get("id").asString())).isEqualTo("released");
    }
}
