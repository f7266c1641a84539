package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private static final String DOOMED = "payment-agent-doomed";

    @TempDir
    private static Path home;
    private static final SpanCollector COLLECTOR = new SpanCollector();
    private static Fleet fleet;
    private static Orders orders;

    @BeforeAll
    static void start() {
        fleet = Fleet.up(home, COLLECTOR.settings());
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
            assertThat(names(spans)).contains("POST /orders", "INSERT orders", "send validator");
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
