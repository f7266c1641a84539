package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What customers and merchants send is kept in three places: the order in the ledger, its copy in the order's state in Redis, and
 * with the providers. It's neither in logs nor in traces, streams, events or what is parked. Each field of these orders, and each
 * header, has a mark that is looked for.
 */
class CanaryTest {

    private static final String MARK = "canary";
    private static final String CARD = "4242424242424242";
    private static final String ORDER = """
            {"reference": "canary-reference", "currency": "USD",
             "customer": {"id": "canary-id", "name": "Canary Name", "email": "canary@example.com"},
             "shipTo": {"street": "Canary Street", "city": "Canary City", "postalCode": "CANARY", "country": "GB"},
             "lines": [{"sku": "%s", "description": "a canary", "quantity": %d, "unitPrice": 1275}],
             "paymentMethod": "%s"}
            """;

    @TempDir
    private static Path home;
    private static final SpanCollector COLLECTOR = new SpanCollector();
    private static Fleet fleet;
    private static Orders orders;

    @BeforeAll
    static void start() {
        fleet = Fleet.up(home, COLLECTOR.settings());
        orders = new Orders(fleet.gateway());
        fleet.simulators().profile("zero");
        fleet.inventory().put("/stock/GADGET", "{\"onHand\": 1000}");
    }

    @AfterAll
    static void stop() {
        fleet.close();
        COLLECTOR.close();
    }

    @Test
    void nothingThatCustomersAndMerchantsSendIsInLogsTracesStreamsOrAmongTheParked() throws IOException {
        JsonNode completed = settled("GADGET", 1, "pm_card_visa");
        JsonNode refused = settled("GADGET", 1, "pm_canary");
        settled("SOLD-OUT", 1, "pm_card_visa");
        settled("GADGET", 0, "pm_card_visa");
        refusedAtOnce();
        String failed = failing("fraud", "score", 500, 3);
        orders.settled(failed);
        String parked = failing("sendgrid", "send", 400, 1);
        orders.await(parked, order -> order.toString().contains("\"parked\""));
        fleet.gateway().post("/ops/agents/notifier/pause", "{\"reason\": \"to see its stream\"}");
        String waiting = place("GADGET", 1, "pm_card_visa");
        orders.await(waiting, order -> Orders.step(order, "tracking_agent").get("status").asString().equals("done"));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(List.of(completed, refused))
                .allSatisfy(order -> assertThat(COLLECTOR.ofTrace(order.get("traceId").asString())).isNotEmpty()));
        assertThat(COLLECTOR.all()).extracting(TracedSpan::text).allSatisfy(CanaryTest::isClean);
        isClean(Files.readString(home.resolve("log/waybill.log")));
        assertThat(fleet.database().whatWasNoted()).isNotEmpty().allSatisfy(CanaryTest::isClean);
        assertThat(inRedis(CanaryTest::streams)).isNotEmpty().allSatisfy(CanaryTest::isClean);
        assertThat(inRedis(CanaryTest::statesButPayloads)).isNotEmpty().allSatisfy(CanaryTest::isClean);
    }

    private static void isClean(String text) {
        assertThat(text).doesNotContainIgnoringCase(MARK).doesNotContain(CARD, fleet.gateway().bearer());
    }

    private static String place(String sku, int quantity, String paymentMethod) {
        return fleet.gateway().post("/orders", ORDER.formatted(sku, quantity, paymentMethod), "Idempotency-Key",
                "canary-" + sku + quantity + paymentMethod + System.nanoTime()).get("id").asString();
    }

    private static JsonNode settled(String sku, int quantity, String paymentMethod) {
        return orders.settled(place(sku, quantity, paymentMethod));
    }

    private static String failing(String provider, String operation, int status, int count) {
        fleet.simulators().fault("""
                {"provider": "%s", "operation": "%s", "kind": "status", "status": %d, "count": %d}
                """.formatted(provider, operation, status, count));
        return place("GADGET", 1, "pm_card_visa");
    }

    private static void refusedAtOnce() {
        Http nobody = new Http(fleet.port("GATEWAY"), "canary-key");
        assertThat(nobody.send("POST", "/orders", ORDER).statusCode()).isEqualTo(401);
        Http gateway = fleet.gateway();
        assertThat(gateway.send("POST", "/orders", "{\"canary\": ").statusCode()).isEqualTo(400);
        assertThat(gateway.send("POST", "/orders", "{\"canary\": \"canary\"}").statusCode()).isEqualTo(400);
        assertThat(gateway.send("POST", "/orders", ORDER.formatted("GADGET", 1, CARD)).statusCode()).isEqualTo(400);
        assertThat(gateway.send("POST", "/orders", ORDER.formatted("GADGET", 1, "pm_card_visa"), "Idempotency-Key",
                "canary canary").statusCode()).isEqualTo(400);
    }

    private static List<String> inRedis(Function<RedisCommands<String, String>, List<String>> look) {
        try (var client = RedisClient.create("redis://127.0.0.1:" + fleet.port("REDIS"));
                var redis = client.connect()) {
            return look.apply(redis.sync());
        }
    }

    private static List<String> streams(RedisCommands<String, String> redis) {
        return redis.keys("*").stream().filter(key -> redis.type(key).equals("stream"))
                .flatMap(key -> redis.xrange(key, Range.unbounded()).stream()).map(Object::toString).toList();
    }

    private static List<String> statesButPayloads(RedisCommands<String, String> redis) {
        return redis.keys("*:order:*").stream().map(redis::hgetall).peek(state -> state.remove("payload"))
                .map(Map::toString).toList();
    }
}
