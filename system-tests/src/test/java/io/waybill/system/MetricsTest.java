package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.waybill.system.MeterTable.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fleet exports that has seen orders of every kind is what docs/telemetry.md says, and the other way round. */
class MetricsTest {

    private static final List<String> SERVICES = List.of("GATEWAY", "VALIDATOR", "INVENTORY", "FRAUD", "PAYMENT",
            "TRACKING", "NOTIFIER", "ROLLBACK");
    private static final long MOST_SAMPLES = 2_500;

    @TempDir
    private static Path home;
    private static Fleet fleet;
    private static Orders orders;
    private static RedisClient redis;

    @BeforeAll
    static void ordersOfEveryKind() {
        fleet = Fleet.up(home, Map.of());
        orders = new Orders(fleet.gateway());
        redis = RedisClient.create("redis://127.0.0.1:" + fleet.port("REDIS"));
        Stream.of(NewOrder.GOOD, NewOrder.GOOD.paidWith("pm_card_chargeDeclined"),
                NewOrder.GOOD.from("fraud@example.com"), NewOrder.GOOD.of("SOLD-OUT")).forEach(orders::settled);
        anOutage();
        aLoss();
        poison();
    }

    private static void anOutage() {
        fleet.simulators().fault("""
                {"provider": "fraud", "operation": "score", "kind": "status", "status": 503, "count": 2}
                """);
        fleet.simulators().fault("""
                {"provider": "stripe", "operation": "confirm", "kind": "drop_answer", "count": 1}
                """);
        orders.settled(NewOrder.GOOD);
    }

    private static void aLoss() {
        fleet.simulators().fault("""
                {"provider": "fraud", "operation": "score", "kind": "delay", "delayMs": 1500, "count": 1}
                """);
        String id = orders.place(NewOrder.GOOD);
        try (var connection = redis.connect()) {
            connection.sync().flushall();
        }
        orders.settled(id);
    }

    private static void poison() {
        try (var connection = redis.connect()) {
            connection.sync().xadd("wb:{0}:stream:validator", "no", "order");
            connection.sync().xadd("wb:{0}:events", "no", "event");
        }
    }

    @AfterAll
    static void stop() {
        redis.shutdown();
        fleet.close();
    }

    private static Map<String, Export> exports() {
        return SERVICES.stream().collect(Collectors.toMap(service -> service, service -> Export.of(fleet, service)));
    }

    private static Set<String> exporters(Map<String, Export> exports, String name) {
        return exports.entrySet().stream().filter(each -> each.getValue().types("").containsKey(name))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    @Test
    void theTableNamesAllThatIsExportedAndNothingElseWithItsType() {
        var exported = new TreeMap<String, String>();
        exports().values().forEach(export -> exported.putAll(export.types("waybill_")));

        assertThat(exported).isEqualTo(MeterTable.rows().stream().collect(Collectors.toMap(Row::name, Row::type)));
    }

    @Test
    void everyMeterHasTheLabelsThatTheTableSays() {
        Map<String, Export> exports = exports();

        assertThat(MeterTable.rows()).allSatisfy(row -> assertThat(exports.values())
                .flatMap(export -> export.labels(row.name())).as(row.name()).isNotEmpty()
                .allSatisfy(labels -> assertThat(labels).isEqualTo(row.labels())));
    }

    @Test
    void everyMeterIsExportedByWhomTheTableSays() {
        Map<String, Export> exports = exports();

        assertThat(MeterTable.rows()).allSatisfy(
                row -> assertThat(exporters(exports, row.name())).as(row.name()).isEqualTo(row.services()));
    }

    @Test
    void theMetersOfOthersThatAreBuiltOnAreThere() {
        assertThat(Export.of(fleet, "GATEWAY").types("").keySet()).containsAll(MeterTable.others());
    }

    @Test
    void requestsAreCountedByRouteAndInTheBucketThatTheirObjectiveNeeds() {
        Export gateway = Export.of(fleet, "GATEWAY");

        assertThat(gateway.text())
                .containsPattern("http_server_requests_seconds_bucket\\{.*uri=\"/orders\".*le=\"0.025\"}");
        assertThat(gateway.value("http_server_requests_seconds_count", Map.of("uri", "/orders/{id}"))).isPositive();
    }

    /** What there may be any number of is no label. */
    @Test
    void noLabelTellsOfAnOrderOrAPerson() {
        assertThat(exports()).allSatisfy((_, export) -> {
            assertThat(export.samples()).isLessThan(MOST_SAMPLES);
            assertThat(export.labelValues()).noneMatch(value -> value.matches(
                    ".*([0-9a-f]{8}-[0-9a-f]{4}|@|PO-1042|C-17|pm_card|WIDGET|SOLD-OUT|demo).*"));
        });
    }

    private static double gateway(String name, String... labels) {
        return Export.of(fleet, "GATEWAY").value(name, labels(labels));
    }

    private static Map<String, String> labels(String... pairs) {
        var labels = new TreeMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }

    @Test
    void ordersAreCountedByTheirEndAndStepsByTheirOutcome() {
        assertThat(gateway("waybill_orders_accepted_total")).isEqualTo(6);
        assertThat(gateway("waybill_orders_ended_total")).isEqualTo(6);
        assertThat(gateway("waybill_orders_ended_total", "status", "completed", "reason", "none")).isEqualTo(3);
        assertThat(gateway("waybill_orders_ended_total", "status", "rejected")).isEqualTo(3);
        assertThat(gateway("waybill_order_duration_seconds_count", "status", "completed")).isEqualTo(3);
        assertThat(gateway("waybill_intake_batch_sum")).isEqualTo(6);
        assertThat(gateway("waybill_relay_orders_total", "look", "gone")).isPositive();
        Export fraud = Export.of(fleet, "FRAUD");
        assertThat(fraud.value("waybill_step_seconds_count", labels("outcome", "refused"))).isEqualTo(1);
        assertThat(fraud.value("waybill_tries_total", labels("result", "outage"))).isEqualTo(2);
        assertThat(fraud.value("waybill_step_wait_seconds_count", labels())).isGreaterThanOrEqualTo(5);
        assertThat(Export.of(fleet, "PAYMENT").value("waybill_payments_unknown_total", labels("operation", "confirm")))
                .isPositive();
    }

    @Test
    void whatIsParkedOrUnfinishedIsSeenByLookingAtTheFleet() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(gateway("waybill_parked", "agent", "validator")).isEqualTo(1);
            assertThat(gateway("waybill_parked", "agent", "ledger")).isEqualTo(1);
            assertThat(gateway("waybill_orders_unfinished")).isZero();
            assertThat(gateway("waybill_stream_lag")).isZero();
            assertThat(gateway("waybill_stream_lag_unknown")).isZero();
        });
        assertThat(gateway("waybill_redis_memory_used_bytes")).isPositive();
        assertThat(gateway("waybill_postgres_size_bytes")).isPositive();
    }
}
