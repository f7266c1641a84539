package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every order is one trace, whatever happens to the instances that work on it or to Redis. */
class TracesTest {

    private static final Set<String> AGENTS = Set.of("validator", "inventory_agent", "fraud_agent",
            "payment_authorize", "payment_capture", "tracking_agent", "notifier");
    /** Between what an order takes when providers answer at once, and when they answer as in life. */
    private static final Duration THRESHOLD = Duration.ofSeconds(3);
    private static final String QUICK = "0af7651916cd43dd8448eb211c80319c";
    private static final String SLOW = "1af7651916cd43dd8448eb211c80319c";
    private static final String SLOW_TOO = "2af7651916cd43dd8448eb211c80319c";
    private static final String LISTENER = "3af7651916cd43dd8448eb211c80319c";
    private static final String BREWED = "4af7651916cd43dd8448eb211c80319c";
    private static final String DOOMED = "payment-agent-doomed";

    @TempDir
    private static Path home;
    private static final SpanCollector COLLECTOR = new SpanCollector();
    private static Fleet fleet;
    private static Orders orders;

    @BeforeAll
    static void start() {
        var settings = new HashMap<>(COLLECTOR.settings());
        settings.put("WAYBILL_TRACES_SLOW", THRESHOLD.toMillis() + "ms");
        fleet = Fleet.up(home, settings);
        orders = new Orders(fleet.gateway());
        fleet.inventory().put("/stock/GADGET", "{\"onHand\": 100000}");
    }

    @AfterAll
    static void stop() {
        fleet.close();
        COLLECTOR.close();
    }

    @BeforeEach
    void quiet() {
        fleet.simulators().profile("zero");
        fleet.simulators().heal();
    }

    /** The order's spans, as soon as each step of its last life is there once, with its wait before it. */
    private static List<TracedSpan> whole(JsonNode order) {
        String trace = order.get("traceId").asString();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<TracedSpan> spans = COLLECTOR.ofTrace(trace);
            Set<String> steps = stepsOfLife(lastLife(spans));
            assertThat(steps(spans)).containsAll(steps).doesNotHaveDuplicates();
            assertThat(spans).filteredOn(span -> span.name().startsWith("wait ")).extracting(TracedSpan::step)
                    .containsAll(steps);
            assertThat(names(spans)).contains("POST /orders", "INSERT orders", "send validator", "order",
                    "UPDATE orders");
        });
        List<TracedSpan> spans = COLLECTOR.ofTrace(trace);
        Set<String> ids = spans.stream().map(TracedSpan::id).collect(Collectors.toSet());
        assertThat(spans).filteredOn(span -> span.parent().isEmpty()).extracting(TracedSpan::name)
                .containsExactly("POST /orders");
        assertThat(spans).filteredOn(span -> !span.parent().isEmpty())
                .allSatisfy(span -> assertThat(ids).contains(span.parent()));
        return spans;
    }

    private static long lastLife(List<TracedSpan> spans) {
        return spans.stream().filter(TracedSpan::isStep).mapToLong(TracedSpan::life).max().orElse(1);
    }

    private static Set<String> stepsOfLife(long life) {
        return AGENTS.stream().map(agent -> agent + " " + life).collect(Collectors.toSet());
    }

    private static List<String> steps(List<TracedSpan> spans) {
        return spans.stream().filter(TracedSpan::isStep).map(TracedSpan::step).toList();
    }

    private static Stream<String> names(List<TracedSpan> spans) {
        return spans.stream().map(TracedSpan::name);
    }

    @Test
    void anOrderIsOneTraceWithEachStepItsWaitAndItsCalls() {
        JsonNode order = orders.settled(NewOrder.GOOD.of("GADGET"));

        List<TracedSpan> spans = whole(order);
        assertThat(names(spans)).contains("POST stripe.create", "POST stripe.confirm", "POST stripe.capture",
                "POST fraud.score", "POST sendgrid.send", "POST slack.post");
        assertThat(names(spans)).containsAll(AGENTS.stream().map(agent -> "try " + agent).toList());
        assertThat(spans).filteredOn(span -> span.attribute("db.system.name").equals("postgresql"))
                .extracting(TracedSpan::name).contains("SELECT inventory.reserve", "INSERT payment.payment",
                        "UPDATE payment.payment", "INSERT tracking.shipment", "INSERT notifier.message");
    }

    @Test
    void latenciesPointToTracesThatTheCollectorHas() {
        whole(orders.settled(NewOrder.GOOD.of("GADGET")));

        assertThatOneLeadsToASpan("GATEWAY", "waybill_order_duration_seconds", "order");
        assertThatOneLeadsToASpan("FRAUD", "waybill_step_seconds", "process fraud_agent");
        assertThatOneLeadsToASpan("FRAUD", "waybill_provider_calls_seconds", "POST fraud.score");
        assertThatOneLeadsToASpan("GATEWAY", "http_server_requests_seconds", "POST /orders");
    }

    private static void assertThatOneLeadsToASpan(String service, String histogram, String name) {
        Map<String, String> exemplars = Export.withExemplars(fleet, service).exemplars(histogram);
        assertThat(exemplars).as(histogram).isNotEmpty();
        assertThat(COLLECTOR.all()).as(histogram).filteredOn(span -> span.name().equals(name))
                .anySatisfy(span -> assertThat(exemplars).containsEntry(span.traceId(), span.id()));
    }

    @Test
    void ofASlowOrderTheEndIsKeptAndOfAQuickOneNothingWhenTheirTracesAreNotSampled() {
        orders.settled(placed(traceParent(QUICK)));
        fleet.simulators().profile("seed");

        orders.settled(placed(traceParent(SLOW), "Prefer", "wait=30"));

        await().untilAsserted(() -> assertThat(COLLECTOR.ofTrace(SLOW)).anySatisfy(span -> {
            assertThat(span.name()).isEqualTo("order");
            assertThat(span.took()).isGreaterThan(THRESHOLD);
            assertThat(span.attribute("waybill.status")).isEqualTo("completed");
        }));
        assertThat(COLLECTOR.ofTrace(SLOW)).extracting(TracedSpan::name).doesNotContain("POST /orders");
        assertThat(COLLECTOR.ofTrace(QUICK)).isEmpty();
        assertThat(Export.withExemplars(fleet, "GATEWAY").exemplars("waybill_order_duration_seconds"))
                .doesNotContainKeys(QUICK, SLOW);
    }

    @Test
    void whoListensIsNotSlow() {
        fleet.simulators().profile("seed");
        String id = placed(traceParent(SLOW_TOO));

        String told = fleet.gateway().send("GET", "/orders/" + id + "/events", "", "traceparent",
                traceParent(LISTENER)).body();

        assertThat(told).contains("completed");
        await().until(() -> !COLLECTOR.ofTrace(SLOW_TOO).isEmpty());
        assertThat(COLLECTOR.ofTrace(LISTENER)).isEmpty();
    }

    @Test
    void aMethodThatNobodyKnowsGetsIntoNoName() {
        fleet.gateway().send("BREW", "/orders", "", "traceparent", "00-" + BREWED + "-b7ad6b7169203331-01");

        await().untilAsserted(() -> assertThat(COLLECTOR.ofTrace(BREWED)).singleElement().satisfies(span -> {
            assertThat(span.name()).startsWith("HTTP");
            assertThat(span.attribute("http.request.method")).isEqualTo("_OTHER");
            assertThat(span.text()).doesNotContain("BREW");
        }));
    }

    private static String placed(String traceParent, String... headers) {
        return fleet.gateway().post("/orders", NewOrder.GOOD.of("GADGET").json(),
                Stream.concat(Stream.of("traceparent", traceParent), Stream.of(headers)).toArray(String[]::new))
                .get("id").asString();
    }

    /** Of a client that has decided about its trace. */
    private static String traceParent(String trace) {
        return "00-" + trace + "-b7ad6b7169203331-00";
    }

    @Test
    void aTryThatFailsIsASpanOfItsOwn() {
        fleet.simulators().fault("""
                {"provider": "fraud", "operation": "score", "kind": "status", "status": 503, "count": 2}
                """);

        List<TracedSpan> spans = whole(orders.settled(NewOrder.GOOD.of("GADGET")));

        assertThat(names(spans)).filteredOn("try fraud_agent"::equals).hasSize(3);
        assertThat(spans).filteredOn(span -> span.name().equals("POST fraud.score"))
                .extracting(span -> span.attribute("http.response.status_code"))
                .containsExactlyInAnyOrder("503", "503", "200");
    }

    @Test
    void itStaysOneTraceWhenAnotherInstanceTakesOver() throws InterruptedException {
        fleet.simulators().profile("seed");
        Process doomed = fleet.another("io.waybill.payment.PaymentAgent", "PAYMENT", DOOMED);
        List<String> ids = IntStream.range(0, 40).mapToObj(_ -> orders.place(NewOrder.GOOD.of("GADGET"))).toList();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> fleet.simulators().entries("authorizations").count() >= 10);
        doomed.destroyForcibly();
        assertThat(doomed.waitFor(10, TimeUnit.SECONDS)).isTrue();

        List<JsonNode> ended = ids.stream().map(orders::settled).filter(order -> !hasWorkedOn(order)).toList();

        assertThat(ended).isNotEmpty().allSatisfy(order -> whole(order));
        assertThat(ended).anySatisfy(order -> assertThat(whole(order))
                .anySatisfy(span -> assertThat(span.name() + " " + (span.took().toMillis() > 2000))
                        .isEqualTo("wait payment_authorize true")));
    }

    /** What it had done, but not told of yet, died with it. */
    private static boolean hasWorkedOn(JsonNode order) {
        return Orders.steps(order).values().stream()
                .anyMatch(step -> DOOMED.equals(step.path("instance").asString("")));
    }

    @Test
    void itStaysOneTraceWhenTheOrderIsStartedOver() {
        fleet.simulators().fault("""
                {"provider": "fraud", "operation": "score", "kind": "status", "status": 503, "count": 1000}
                """);
        String id = orders.place(NewOrder.GOOD.of("GADGET"));
        orders.await(id, order -> Orders.step(order, "validator").get("status").asString().equals("done"));

        try (var redis = RedisClient.create("redis://127.0.0.1:" + fleet.port("REDIS")); var all = redis.connect()) {
            all.sync().flushall();
        }
        fleet.simulators().heal();

        assertThat(steps(whole(orders.settled(id)))).contains("validator 1", "validator 2");
    }
}
