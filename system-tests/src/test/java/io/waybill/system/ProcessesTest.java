package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A fleet of processes, two of each agent, with four partitions on a Redis in cluster mode. It takes long to start. */
@TestMethodOrder(OrderAnnotation.class)
class ProcessesTest {

    private static final String TWO_OF_EACH_AGENT = Stream
            .of("validator", "inventory", "fraud", "payment", "tracking", "notifier", "rollback")
            .map(agent -> agent + "-agent=2").reduce("gateway=1", (one, other) -> one + "," + other);

    @TempDir
    private static Path home;
    private static Fleet fleet;
    private static Orders orders;

    @BeforeAll
    static void start() {
        fleet = Fleet.up(home, Map.of("WAYBILL_PARTITIONS", "4"),
                "--processes", "--redis-cluster", "--instances", TWO_OF_EACH_AGENT);
        orders = new Orders(fleet.gateway());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    @Order(1)
    void twoOfEachAgentShareTheOrdersOfAllPartitions() {
        List<String> good = place(60, NewOrder.GOOD.of("WIDGET-1"));
        List<String> bad = place(20, NewOrder.GOOD.of("WIDGET-1").paidWith("pm_card_chargeDeclined"));

        assertThat(good.stream().map(orders::settled)).allSatisfy(order -> assertThat(status(order))
                .isEqualTo("completed"));
        assertThat(bad.stream().map(orders::settled)).allSatisfy(order -> assertThat(status(order))
                .isEqualTo("rejected"));
        assertThat(fleet.database().completedByPartition()).containsOnlyKeys(0, 1, 2, 3);
        assertThat(good).allSatisfy(id -> assertThat(fleet.simulators().states("charges", id))
                .containsExactly("succeeded"));
        assertThat(instances(Stream.concat(good.stream(), bad.stream()).map(orders::settled)))
                .containsExactlyInAnyOrder(
                        IntStream.of(1, 2).boxed()
                                .flatMap(number -> Stream.of("validator", "inventory", "fraud", "payment", "tracking",
                                        "notifier", "rollback").map(agent -> agent + "-agent-" + number))
                                .toArray(String[]::new));
    }

    private static List<String> place(int count, NewOrder order) {
        return IntStream.range(0, count).mapToObj(_ -> orders.place(order)).toList();
    }

    private static String status(JsonNode order) {
        return order.get("status").asString();
    }

    private static Set<String> instances(Stream<JsonNode> seen) {
        var names = new TreeSet<String>();
        seen.flatMap(order -> Orders.steps(order).values().stream())
                .forEach(step -> names.add(step.get("instance").asString()));
        return names;
    }

    @Test
    @Order(2)
    void theConsolesCommandsFindIt() {
        Fleet.Output order = fleet.command("order").run();

        assertThat(order.exitCode()).isZero();
        assertThat(order.lastLine()).matches("order \\S+ completed \\d+ ms");
        assertThat(fleet.command("reset").run()).satisfies(reset -> {
            assertThat(reset.exitCode()).isEqualTo(1);
            assertThat(reset.lastLine()).contains("is in use by another running process");
        });
    }

    @Test
    @Order(3)
    void oneThatDiesIsReportedAndTheOtherCarriesOn() {
        ProcessHandle doomed = processes().filter(process -> commandLine(process).contains("payment-agent-2"))
                .findFirst().orElseThrow();
        doomed.destroyForcibly();

        await().until(() -> fleet.console().stream().anyMatch(line -> line
                .startsWith("payment-agent-2 has ended with exit code 137: its log is ")));
        assertThat(status(orders.settled(NewOrder.GOOD.of("WIDGET-1")))).isEqualTo("completed");
    }

    @Test
    @Order(4)
    void stoppingLeavesNothingBehind() throws InterruptedException, IOException {
        assertThat(processes().count()).isGreaterThan(15);

        assertThat(fleet.stop()).isZero();

        await().atMost(Duration.ofSeconds(5)).until(() -> processes().findAny().isEmpty());
        Fleet.Output reset = fleet.command("reset").run();
        assertThat(reset.exitCode()).isZero();
        assertThat(reset.lastLine()).isEqualTo("Forgotten: all data in " + home.toRealPath());
    }

    /** Everything that works in the fleet's folder, the servers included, but for the console itself. */
    private static Stream<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(process -> commandLine(process).contains(home.toString()));
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }
}
