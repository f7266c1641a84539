package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the fleet's own checker says of a fleet that works: nothing, until somebody does what Waybill never does. */
@TestMethodOrder(OrderAnnotation.class)
class InvariantsTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private static Path home;
    private static Fleet fleet;
    private static Orders orders;

    @BeforeAll
    static void start() {
        fleet = Fleet.up(home, Map.of("WAYBILL_CHECKER_EVERY", "1s"));
        orders = new Orders(fleet.gateway());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    @Order(1)
    void ordersOfEveryEndViolateNothing() {
        String cancelled = orders.place(NewOrder.GOOD);
        fleet.gateway().send("POST", "/orders/" + cancelled + "/cancel", "");
        List<JsonNode> settled = Stream
                .of(NewOrder.GOOD, NewOrder.GOOD.paidWith("pm_card_chargeDeclined"),
                        NewOrder.GOOD.from("fraud@example.com"), NewOrder.GOOD.of("SOLD-OUT"),
                        new NewOrder("WIDGET-1", 0, "ada@example.com", "pm_card_visa"))
                .map(orders::settled).toList();
        orders.settled(cancelled);

        Fleet.Output checked = fleet.command("check", "--settled", "--repeated", "0").run();

        assertThat(settled).hasSize(5);
        assertThat(checked.lastLine()).isEqualTo("checked: 6 orders, all 9 invariants that could be judged hold");
        assertThat(checked.exitCode()).isZero();
        await().atMost(LONGEST).ignoreExceptions().until(() -> invariants().get("ok").asBoolean());
        assertThat(invariants().get("invariants")).extracting(each -> each.get("id").asString()).containsExactly("I1",
                "I2", "I3", "I4", "I5", "I6", "I7", "I8");
    }

    @Test
    @Order(2)
    void aChargeThatWaybillKnowsNothingOfIsFound() {
        String id = orders.settled(NewOrder.GOOD).get("id").asString();
        fleet.simulators().charge(id, 2550);

        Fleet.Output checked = fleet.command("check").run();

        assertThat(checked.text()).contains("order " + id + " was charged 2 times");
        assertThat(checked.exitCode()).isEqualTo(1);
        await().atMost(LONGEST).until(() -> !invariants().get("ok").asBoolean());
        assertThat(violated()).contains("I2").doesNotContain("I4", "I5", "I6");
        assertThat(fleet.gateway().send("GET", "/actuator/prometheus", "").body().lines()
                .filter(line -> line.startsWith("waybill_invariant_violations") && line.contains("\"I2\"")))
                .singleElement().asString().doesNotEndWith(" 0.0").doesNotEndWith("NaN");
    }

    private static JsonNode invariants() {
        return fleet.gateway().get("/ops/invariants");
    }

    private static List<String> violated() {
        return StreamSupport.stream(invariants().get("invariants").spliterator(), false)
                .filter(each -> !each.get("ok").asBoolean()).map(each -> each.get("id").asString()).toList();
    }
}
