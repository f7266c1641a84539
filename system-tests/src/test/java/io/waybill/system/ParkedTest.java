package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the fleet can't make sense of, or can't do, waits for a person and holds nobody else up. */
class ParkedTest {

    private static final String BAD_BYTES = "\u00ff\u00fe\u0000";
    private static final List<String> STREAMS = List.of("stream:validator", "stream:payment_capture", "stream:notifier",
            "stream:rollback", "stream:payment_rollback", "events");

    @TempDir
    private static Path home;
    private static Fleet fleet;
    private static Orders orders;
    private static RedisClient redisClient;
    private static RedisCommands<String, String> redis;

    @BeforeAll
    static void start() {
        fleet = Fleet.up(home, Map.of("WAYBILL_PATIENCE", "2s"));
        orders = new Orders(fleet.gateway());
        fleet.inventory().put("/stock/GADGET", "{\"onHand\": 100000}");
        redisClient = RedisClient.create("redis://127.0.0.1:" + fleet.port("REDIS"));
        redis = redisClient.connect(new StringCodec(StandardCharsets.ISO_8859_1)).sync();
    }

    @AfterAll
    static void stop() {
        redisClient.shutdown();
        fleet.close();
    }

    @BeforeEach
    void quiet() {
        fleet.simulators().heal();
        orders.settled(NewOrder.GOOD.of("GADGET"));
    }

    private static List<JsonNode> parked() {
        return StreamSupport.stream(fleet.gateway().get("/ops/parked?limit=200").get("items").spliterator(), false)
                .toList();
    }

    private static String act(JsonNode item, String what) {
        return fleet.gateway().post("/ops/parked/" + item.get("id").asString() + "/" + what, "{\"reason\": \"a test\"}")
                .get("effect").asString();
    }

    private static void poison(String stream) {
        redis.xadd("wb:{0}:" + stream, BAD_BYTES, BAD_BYTES);
        redis.xadd("wb:{0}:" + stream, "order", "no-uuid", "life", "1");
        redis.xadd("wb:{0}:" + stream, "order", "0199c0de-0000-7000-8000-000000000000", "life", "x");
        redis.xadd("wb:{0}:" + stream, "order", "0199c0de-0000-7000-8000-000000000000", "life", "1", "payload",
                "x".repeat(1 << 20));
    }

    @Test
    void poisonIsParkedAndReplayedAndDiscardedAndDelaysNobody() {
        STREAMS.forEach(ParkedTest::poison);
        List<String> ids = IntStream.range(0, 20).mapToObj(_ -> orders.place(NewOrder.GOOD.of("GADGET"))).toList();

        assertThat(ids).map(orders::settled).allSatisfy(order -> {
            assertThat(order.get("status").asString()).isEqualTo("completed");
            assertThat(Duration.between(Orders.time(order, "acceptedAt"), Orders.time(order, "endedAt")))
                    .isLessThan(Duration.ofSeconds(5));
        });
        await().untilAsserted(() -> assertThat(parked()).hasSize(4 * STREAMS.size()));
        STREAMS.forEach(stream -> assertThat(redis.xlen("wb:{0}:" + stream)).isZero());
        assertThat(redis.xlen("wb:{0}:parked")).isZero();

        JsonNode item = parked().getFirst();
        assertThat(act(item, "replay")).isEqualTo("sent_again");
        await().untilAsserted(() -> assertThat(parked()).hasSize(4 * STREAMS.size())
                .extracting(each -> each.get("id").asString()).doesNotContain(item.get("id").asString()));
        assertThat(parked()).allSatisfy(each -> assertThat(act(each, "discard")).isEqualTo("none"));
        assertThat(parked()).isEmpty();
    }

    @Test
    void anOrderWhosePipelineVersionNobodyKnowsStartsOverAndIsDoneOnce() {
        fleet.simulators().fault("""
                {"provider": "fraud", "operation": "score", "kind": "delay", "delayMs": 1500, "count": 1}
                """);
        String id = orders.place(NewOrder.GOOD.of("GADGET"));
        redis.hset("wb:{0}:order:" + id, "plan", "nobody-knows");

        JsonNode order = orders.settled(id);

        assertThat(order.get("status").asString()).isEqualTo("completed");
        assertThat(fleet.simulators().states("charges", id)).containsExactly("succeeded");
        assertThat(parked()).isEmpty();
    }

    @Test
    void anOrderWhoseStateCannotBeReadNeedsAttentionUntilItIsReplayed() {
        fleet.simulators().fault("""
                {"provider": "fraud", "operation": "score", "kind": "delay", "delayMs": 1500, "count": 1}
                """);
        String id = orders.place(NewOrder.GOOD.of("GADGET"));
        await().until(() -> redis.hexists("wb:{0}:order:" + id, "sent:fraud_agent"));
        redis.hset("wb:{0}:order:" + id, "payload", "{\"rubbish\":" + BAD_BYTES);
        orders.await(id, order -> order.get("status").asString().equals("needs_attention"));
        await().untilAsserted(() -> assertThat(parked()).isNotEmpty()
                .allSatisfy(item -> assertThat(item.get("cause").asString()).isEqualTo("unreadable-state")));

        parked().forEach(item -> assertThat(act(item, "replay")).isEqualTo("sent_again"));

        assertThat(orders.settled(id).get("status").asString()).isEqualTo("completed");
        assertThat(fleet.simulators().states("charges", id)).containsExactly("succeeded");
        assertThat(parked()).isEmpty();
    }

    @Test
    void aConfirmationThatCannotBeSentIsParkedBehindACompletedOrderAndSentWhenItIsReplayed() {
        fleet.simulators().fault("""
                {"provider": "sendgrid", "operation": "*", "kind": "status", "status": 503, "rate": 1.0}
                """);
        String id = orders.place(NewOrder.GOOD.of("GADGET"));
        await().atMost(Duration.ofSeconds(60)).until(() -> parked().size() == 1);
        assertThat(fleet.gateway().get("/orders/" + id).get("status").asString()).isEqualTo("completed");
        fleet.simulators().heal();

        JsonNode forecast = replayAll("{\"agent\": \"notifier\", \"dryRun\": true}");
        assertThat(forecast.get("parked").asInt()).isEqualTo(1);
        assertThat(forecast.get("would").get("mail").asInt()).isEqualTo(1);
        assertThat(forecast.get("would").get("slack").asInt()).isZero();
        assertThat(forecast.get("would").get("charge").asInt()).isZero();
        assertThat(parked()).hasSize(1);

        JsonNode answer = replayAll("{\"agent\": \"notifier\", \"reason\": \"SendGrid is back\"}");

        assertThat(answer.get("replayed").asInt()).isEqualTo(1);
        JsonNode order = orders.settled(id);
        assertThat(fleet.simulators().count("mails", id)).isEqualTo(1);
        assertThat(fleet.simulators().count("slack", id)).isEqualTo(1);
        assertThat(order.get("notes").get(0).get("why").asString()).isEqualTo("SendGrid is back");
        assertThat(parked()).isEmpty();
    }

    private static JsonNode replayAll(String body) {
        return fleet.gateway().post("/ops/parked/replay", body);
    }
}
