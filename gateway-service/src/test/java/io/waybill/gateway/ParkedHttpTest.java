package io.waybill.gateway;

import static io.waybill.gateway.PlayedFleet.EVENTS;
import static io.waybill.gateway.PlayedFleet.PREFIX;
import static io.waybill.gateway.PlayedFleet.state;
import static io.waybill.gateway.PlayedFleet.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import io.waybill.gateway.Client.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What operators see and do, on the started gateway and a real Redis. The agents' part is played with their own scripts. */
class ParkedHttpTest {

    private static final PlayedFleet FLEET = new PlayedFleet();
    private static final String BAD_BYTES = "\u00ff\u00fe";
    private static final List<String> MAIN = List.of("validator", "inventory_agent", "fraud_agent", "payment_authorize",
            "payment_capture", "tracking_agent");

    private final Client ops = FLEET.client;
    private final RedisCommands<String, String> redis = FLEET.redis;
    private final JdbcClient ledger = FLEET.ledger;

    @AfterAll
    static void stop() {
        FLEET.close();
    }

    @BeforeEach
    void nothingIsParked() {
        FLEET.forgetAll();
    }

    private void parksStray(String agent, String... fields) {
        String entry = redis.xadd(stream(agent), (Object[]) fields);
        FLEET.call("park", new String[]{stream(agent), PREFIX + "parked", EVENTS}, agent, entry, "undecodable-entry",
                "no order", "");
    }

    private JsonNode onlyOne() {
        await().untilAsserted(() -> assertThat(FLEET.parked()).hasSize(1));
        return FLEET.parked().getFirst();
    }

    private Answer post(String path, String body) {
        return ops.send("POST", "/ops/parked/" + path, BodyPublishers.ofString(body), Client.withType());
    }

    private Answer replay(JsonNode item) {
        return post(item.get("id").asString() + "/replay", "");
    }

    private Answer discard(JsonNode item) {
        return post(item.get("id").asString() + "/discard", "{\"reason\": \"nobody needs it\"}");
    }

    private static List<String> refusal(Answer answer) {
        return List.of(Integer.toString(answer.status()), answer.text("/type"));
    }

    @Test
    void whatNobodyCanMakeSenseOfIsListedWithItsBytesAndGroupedByItsCause() {
        redis.xadd(EVENTS, "kind", "surprise", BAD_BYTES, "x");
        parksStray("validator", "order", "no-uuid");
        parksStray("validator", "order", "x".repeat(1 << 20));

        await().untilAsserted(() -> assertThat(FLEET.parked()).hasSize(3));
        Answer answer = ops.get("/ops/parked");
        assertThat(answer.text("/groups/0/cause")).isEqualTo("undecodable-entry");
        assertThat(answer.json().at("/groups/0/count").asLong()).isEqualTo(2);
        assertThat(answer.text("/groups/1/cause")).isEqualTo("undecodable-event");
        assertThat(answer.raw().body()).hasSizeLessThan(4000)
                .contains("{\"name\":\"kind\",\"value\":\"surprise\"},{\"name\":\"base64://4=\",\"value\":\"x\"}");
        assertThat(FLEET.parked()).extracting(item -> item.at("/entry/stream").asString())
                .containsExactlyInAnyOrder(EVENTS, stream("validator"), stream("validator"));
        await().until(() -> redis.xlen(PREFIX + "parked") == 0);
    }

    @Test
    void anEntryIsPutBackByteForByteAndOnlyOnce() {
        parksStray("validator", "order", BAD_BYTES, "order", "twice", BAD_BYTES, "");
        JsonNode item = onlyOne();

        Answer answer = replay(item);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/resolution")).isEqualTo("replayed");
        assertThat(answer.text("/effect")).isEqualTo("sent_again");
        assertThat(refusal(replay(item))).containsExactly("409", "/problems/no-longer-parked");
        assertThat(refusal(discard(item))).containsExactly("409", "/problems/no-longer-parked");
        List<StreamMessage<String, String>> back = redis.xrange(stream("validator"), Range.unbounded());
        assertThat(back).hasSize(1);
        assertThat(back.getFirst().getBody()).isEqualTo(Map.of("order", "twice", BAD_BYTES, ""));
        assertThat(FLEET.parked()).isEmpty();
    }

    @Test
    void ofManyOperatorsWhoReplayAtOnceOneDoes() throws Exception {
        parksStray("validator", "a", "b");
        JsonNode item = onlyOne();

        List<Callable<Integer>> operators = Collections.nCopies(8, () -> replay(item).status());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (var answer : threads.invokeAll(operators)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
        }
        assertThat(redis.xlen(stream("validator"))).isEqualTo(1);
    }

    @Test
    void anOrderWhoseEntryIsParkedNeedsAttentionUntilItIsReplayed() {
        UUID order = FLEET.order();
        FLEET.parksEntryOf(order, "validator");
        JsonNode item = onlyOne();
        await().untilAsserted(() -> assertThat(FLEET.parked().getFirst().path("entry").isMissingNode()
                || FLEET.parked().getFirst().get("entry").isNull()).isFalse());
        assertThat(item.get("orderId").asString()).isEqualTo(order.toString());
        assertThat(item.get("agent").asString()).isEqualTo("validator");
        assertThat(FLEET.status(order)).isEqualTo("needs_attention");
        assertThat(FLEET.stepStatus(order, "validator")).isEqualTo("parked");

        assertThat(replay(item).text("/effect")).isEqualTo("sent_again");

        assertThat(FLEET.status(order)).isEqualTo("processing");
        assertThat(FLEET.stepStatus(order, "validator")).isEqualTo("running");
        assertThat(redis.xrange(stream("validator"), Range.unbounded())).extracting(StreamMessage::getId)
                .containsExactly(FLEET.sent(order, "validator"));
        FLEET.done(order, List.of("validator"));
        await().until(() -> FLEET.stepStatus(order, "validator").equals("done"));
        assertThat(FLEET.parked()).isEmpty();
    }

    @Test
    void anOrderThatIsParkedAgainNeedsAttentionAgain() {
        UUID order = FLEET.order();
        FLEET.parksEntryOf(order, "validator");
        JsonNode first = onlyOne();
        replay(first);

        FLEET.parksEntryOf(order, "validator");

        assertThat(onlyOne().get("id")).isNotEqualTo(first.get("id"));
        assertThat(FLEET.status(order)).isEqualTo("needs_attention");
    }

    @Test
    void aStepThatHasSucceededMeanwhileIsNoLongerParked() {
        UUID order = FLEET.order();
        FLEET.parksEntryOf(order, "validator");
        JsonNode item = onlyOne();

        FLEET.done(order, List.of("validator"));

        await().until(() -> FLEET.parked().isEmpty());
        assertThat(refusal(replay(item))).containsExactly("409", "/problems/no-longer-parked");
        assertThat(FLEET.status(order)).isEqualTo("processing");
    }

    @Test
    void anOrderThatRedisHasLostIsLeftToTheRelay() {
        UUID order = FLEET.order();
        FLEET.parksEntryOf(order, "validator");
        JsonNode item = onlyOne();
        redis.del(state(order));

        assertThat(replay(item).text("/effect")).isEqualTo("started_over");
    }

    @Test
    void anOrderIsUndoneWhenAStepBeforeThePointOfNoReturnIsDiscarded() {
        UUID order = FLEET.order();
        FLEET.parksEntryOf(order, "validator");

        Answer answer = discard(onlyOne());

        assertThat(answer.text("/effect")).isEqualTo("compensating");
        assertThat(FLEET.status(order)).isEqualTo("compensating");
        await().atMost(Duration.ofSeconds(20)).until(() -> redis.hexists(state(order), "sent:payment_rollback"));
        FLEET.done(order, List.of("inventory_rollback", "payment_rollback"));
        await().until(() -> FLEET.status(order).equals("failed"));
        Answer failed = ops.get("/orders/" + order);
        assertThat(failed.text("/reason")).isEqualTo("dependency_failed");
        assertThat(failed.text("/steps/0/status")).isEqualTo("failed");
        assertThat(failed.text("/steps/0/reason")).isEqualTo("nobody needs it");
    }

    @Test
    void aCommittedOrderIsNotUndoneByADiscard() {
        UUID order = FLEET.order();
        FLEET.parksEntryOf(order, "validator");
        JsonNode item = onlyOne();
        ledger.sql("select verdict from decide(:order, 'commit', null, null)").param("order", order)
                .query(String.class).single();

        assertThat(refusal(discard(item))).containsExactly("409", "/problems/cannot-be-discarded");
        assertThat(FLEET.parked()).hasSize(1);
    }

    @Test
    void whatIsBehindThePointOfNoReturnCannotBeDiscardedAndNothingChanges() {
        UUID order = FLEET.order();
        FLEET.done(order, MAIN.subList(0, 5));
        FLEET.says(order, "tracking_agent", "failed", "dependency_failed");
        JsonNode item = onlyOne();
        assertThat(item.get("cause").asString()).isEqualTo("dependency_failed");

        assertThat(refusal(discard(item))).containsExactly("409", "/problems/cannot-be-discarded");

        assertThat(onlyOne().get("id")).isEqualTo(item.get("id"));
        assertThat(FLEET.status(order)).isEqualTo("needs_attention");
        assertThat(ledger.sql("select count(*) from decision").query(Long.class).single()).isZero();
        assertThat(replay(item).text("/effect")).isEqualTo("sent_again");
        FLEET.done(order, List.of("tracking_agent"));
        await().until(() -> FLEET.status(order).equals("completed"));
    }

    @Test
    void anOrderSettlesWithoutADiscardedTrailingStep() {
        UUID order = FLEET.order();
        FLEET.done(order, MAIN);
        FLEET.says(order, "notifier", "failed", "dependency_failed");
        JsonNode item = onlyOne();
        assertThat(FLEET.status(order)).isEqualTo("completed");
        assertThat(ops.get("/orders/" + order).json().get("settledAt").isNull()).isTrue();

        assertThat(discard(item).text("/effect")).isEqualTo("goes_on");

        await().until(() -> !ops.get("/orders/" + order).json().get("settledAt").isNull());
        assertThat(FLEET.parked()).isEmpty();
        assertThat(redis.hget(state(order), "settled")).isEqualTo("1");
        assertThat(FLEET.stepStatus(order, "notifier")).isEqualTo("failed");
    }

    @Test
    void anOrderThatRedisHasLostSettlesWithoutItAllTheSame() {
        UUID order = FLEET.order();
        FLEET.done(order, MAIN);
        FLEET.says(order, "notifier", "failed", "dependency_failed");
        JsonNode item = onlyOne();
        redis.del(state(order));

        assertThat(discard(item).text("/effect")).isEqualTo("goes_on");

        assertThat(ops.get("/orders/" + order).json().get("settledAt").isNull()).isFalse();
    }

    @Test
    void whoDidItWhenAndWhyIsKept() {
        parksStray("validator", "a", "b");

        discard(onlyOne());

        assertThat(ledger.sql("""
                select resolution || ' by ' || resolved_by || ': ' || resolved_why
                from parked
                where resolved_at > now() - interval '1 minute'
                """).query(String.class).single()).isEqualTo("discarded by demo: nobody needs it");
        assertThat(redis.xlen(stream("validator"))).isZero();
    }

    @Test
    void withoutRedisNothingIsHalfDone() {
        UUID order = FLEET.order();
        FLEET.parksEntryOf(order, "validator");
        JsonNode step = onlyOne();
        FLEET.redisServer.kill();
        try {
            Answer answer = replay(step);

            assertThat(refusal(answer)).containsExactly("503", "/problems/unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(onlyOne().get("id")).isEqualTo(step.get("id"));
            assertThat(ledger.sql("select count(*) from parked where resolution is null").query(Long.class).single())
                    .isEqualTo(1);
        } finally {
            FLEET.redisServer.restart();
        }
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> redis.ping().equals("PONG"));
        await().atMost(Duration.ofSeconds(20)).until(() -> replay(step).status() == 200);
    }

    @Test
    void aLongListComesInPages() {
        IntStream.range(0, 5).forEach(i -> parksStray("validator", "number", Integer.toString(i)));
        await().untilAsserted(() -> assertThat(FLEET.parked()).hasSize(5));

        Answer first = ops.get("/ops/parked?limit=3");
        Answer rest = ops.get("/ops/parked?limit=3&cursor=" + first.text("/cursor"));

        assertThat(rest.json().get("cursor").isNull()).isTrue();
        assertThat(Stream.of(first, rest).flatMap(page -> StreamSupport.stream(
                page.json().get("items").spliterator(), false))
                .map(item -> item.at("/entry/fields/0/value").asString()))
                .containsExactly("4", "3", "2", "1", "0");
        assertThat(refusal(ops.get("/ops/parked?colour=x"))).containsExactly("400", "/problems/invalid-request");
    }

    @Test
    void onlyOperatorsGetHere() {
        String key = "wb_merchant_" + UUID.randomUUID();
        FLEET.gateway.getBean(ApiKeys.class).add(key, new Caller("merchant", Set.of(Scope.ORDERS)));

        assertThat(new Client(ops.base(), key).get("/ops/parked").status()).isEqualTo(403);
        assertThat(new Client(ops.base(), "").get("/ops/parked").status()).isEqualTo(401);
    }

    @Test
    void whatIsNotParkedIsNotFoundAndADiscardNeedsAReason() {
        assertThat(post(UUID.randomUUID() + "/replay", "").status()).isEqualTo(404);
        assertThat(post("nonsense/replay", "").status()).isEqualTo(404);
        String path = UUID.randomUUID() + "/discard";
        assertThat(Stream.of("", "{}", "{\"reason\": \" \"}", "{\"reason\": 7}", "{\"why\": \"x\"}", "[]",
                "{\"reason\": \"" + "x".repeat(201) + "\"}").map(body -> refusal(post(path, body))))
                .containsOnly(List.of("400", "/problems/invalid-request"));
        assertThat(refusal(post(path, "{"))).containsExactly("400", "/problems/malformed-json");
        assertThat(post(path, "{\"reason\": \"" + "x".repeat(200) + "\"}").status()).isEqualTo(404);
    }
}
