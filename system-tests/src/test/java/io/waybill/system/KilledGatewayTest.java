package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.gateway.GatewayService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Listeners of a gateway that is killed go on at another. */
class KilledGatewayTest {

    private static final int ORDERS = 20;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private static Path home;
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        fleet = Fleet.up(home, Map.of());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    /** Once one agent has paused no order ends, and the others' steps are told: the gateway dies in the middle of that. */
    @Test
    void whoseGatewayIsKilledHearsEachStepOnceAndTheEndAtAnother() throws Exception {
        int port = Ports.one();
        Process doomed = fleet.another(GatewayService.class.getName(), "GATEWAY", "gateway-service-doomed", port);
        Http survivor = fleet.gateway();
        Http killed = new Http(port, survivor.bearer());
        var orders = new Orders(survivor);
        survivor.post("/ops/agents/fraud_agent/pause", "{\"reason\": \"a test\"}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hearings = new ArrayList<Hearing>();
            var cutOff = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < ORDERS; i++) {
                var hearing = new Hearing(orders.place(NewOrder.GOOD));
                hearings.add(hearing);
                cutOff.add(threads.submit(() -> hearing.listen(killed)));
            }
            await().atMost(LONGEST)
                    .until(() -> hearings.stream().mapToInt(each -> each.steps().size()).sum() >= ORDERS);

            doomed.destroyForcibly();
            assertThat(ended(cutOff)).as("those that were not in the middle").isLessThan(ORDERS);
            survivor.post("/ops/agents/fraud_agent/resume", "{}");
            var resumed = hearings.stream().map(each -> threads.submit(() -> each.listen(survivor))).toList();

            assertThat(ended(resumed)).isEqualTo(ORDERS);
            assertThat(hearings).allSatisfy(each -> hasHeardAll(each, orders.settled(each.order())));
        }
    }

    private static long ended(List<Future<Boolean>> listeners) throws Exception {
        long ended = 0;
        for (Future<Boolean> each : listeners) {
            ended += each.get() ? 1 : 0;
        }
        return ended;
    }

    private static void hasHeardAll(Hearing hearing, JsonNode order) {
        assertThat(hearing.steps()).containsExactlyInAnyOrderElementsOf(Orders.steps(order).keySet());
        assertThat(hearing.last().path("status").asString()).isEqualTo("completed");
        assertThat(hearing.last().path("settledAt")).isEqualTo(order.path("settledAt"));
    }
}
