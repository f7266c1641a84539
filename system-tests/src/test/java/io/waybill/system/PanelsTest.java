package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the dashboards show of a fleet under load, when something happens to it: asked of a Prometheus, as Grafana does. */
@TestMethodOrder(OrderAnnotation.class)
class PanelsTest {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration EVERY = Duration.ofMillis(500);

    @TempDir
    private static Path home;
    private static WatchedFleet fleet;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Prometheus.isInstalled(), Prometheus.HOW_TO_GET_IT);
        fleet = WatchedFleet.up(home);
        await().atMost(LONGEST).until(() -> fleet.prometheus().ask("max(process_cpu_usage) < 0.3"),
                atRest -> !atRest.isEmpty());
    }

    @AfterAll
    static void stop() {
        if (fleet != null) {
            fleet.close();
        }
    }

    static List<Cause> causes() {
        return Causes.underLoad();
    }

    @Test
    @Order(1)
    void ordersThatComeInAreSeen() throws Exception {
        whatHappensIsSeen(Causes.ORDERS_COME_IN);
    }

    /** The agent and the external call: those whose panels' lines have risen most, and nothing else is asked. */
    @Test
    @Order(2)
    void aSlowFraudServiceIsFoundFromThePanelsAlone() throws Exception {
        var steps = Dashboards.panel("How long does each step take?");
        var calls = Dashboards.panel("How long do calls take?");
        await().atMost(LONGEST).pollInterval(EVERY).until(() -> seconds(steps).values().stream().allMatch(s -> s < 1)
                && seconds(calls).values().stream().allMatch(s -> s < 1));
        Map<String, Double> stepsBefore = seconds(steps);
        Map<String, Double> callsBefore = seconds(calls);

        try (AutoCloseable _ = Causes.fault("fraud", "score", "delay", ", \"delayMs\": 1500").in(fleet)) {
            await().atMost(LONGEST).pollInterval(EVERY).untilAsserted(() -> {
                assertThat(risenMost(stepsBefore, seconds(steps))).isEqualTo("fraud_agent");
                assertThat(risenMost(callsBefore, seconds(calls))).isEqualTo("fraud score");
            });
            print(steps, stepsBefore);
            print(calls, callsBefore);
        }
    }

    @ParameterizedTest
    @MethodSource("causes")
    @Order(3)
    void whatHappensIsSeen(Cause cause) throws Exception {
        Map<Effect, OptionalDouble> before = Stream.concat(cause.during().stream(), cause.afterwards().stream())
                .collect(Collectors.toMap(effect -> effect, effect -> effect.read(fleet.prometheus())));
        try (AutoCloseable _ = cause.trouble().in(fleet)) {
            awaitSeen(cause.during(), before);
        }
        awaitSeen(cause.afterwards(), before);
    }

    private static void awaitSeen(List<Effect> effects, Map<Effect, OptionalDouble> before) {
        var missing = new ArrayList<>(effects);
        await().atMost(LONGEST).pollInterval(EVERY).untilAsserted(() -> {
            missing.removeIf(effect -> effect.isSeen(before.getOrDefault(effect, OptionalDouble.empty()),
                    effect.read(fleet.prometheus())));
            assertThat(missing).isEmpty();
        });
    }

    @Test
    @Order(4)
    void everyQueryOfEveryPanelHasHadData() {
        assertThat(Dashboards.panels()).allSatisfy(panel -> assertThat(panel.queries()).allSatisfy(query -> assertThat(
                fleet.prometheus().ask("count_over_time(((" + query + ") > -Inf)[10m:2s])")).as(query).isNotEmpty()));
    }

    @Test
    @Order(5)
    void everyMetricThatAnAlertLooksAtIsThere() {
        assertThat(Alerts.rules()).flatExtracting(rule -> QueriedMetrics.of(rule.path("expr").asString()))
                .allSatisfy(metric -> assertThat(fleet.prometheus().ask("last_over_time(" + metric + "[10m])"))
                        .isNotEmpty());
        await().atMost(LONGEST).pollInterval(EVERY).until(() -> fleet.prometheus()
                .ask("ALERTS{alertname=\"InvariantViolated\", alertstate=\"firing\"}"), firing -> !firing.isEmpty());
    }

    /** What the panel's lines show, by their legend. */
    private static Map<String, Double> seconds(Panel panel) {
        return panel.queries().stream().flatMap(query -> fleet.prometheus().ask(query).stream())
                .collect(Collectors.toMap(sample -> String.join(" ", new TreeMap<>(sample.labels()).descendingMap()
                        .values()), Prometheus.Sample::value, Math::max, LinkedHashMap::new));
    }

    private static String risenMost(Map<String, Double> before, Map<String, Double> now) {
        return now.entrySet().stream().filter(line -> line.getValue() > 1)
                .max(Comparator.comparingDouble(line -> line.getValue() - before.getOrDefault(line.getKey(), 0.0)))
                .map(Map.Entry::getKey).orElse("nothing");
    }

    private static void print(Panel panel, Map<String, Double> before) {
        System.out.println(panel);
        seconds(panel).forEach((line, now) -> System.out.printf("  %-20s %7.3f s -> %7.3f s%n", line,
                before.getOrDefault(line, Double.NaN), now));
    }
}
