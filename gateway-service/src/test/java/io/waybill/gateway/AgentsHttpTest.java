package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.waybill.gateway.Client.Answer;
import io.waybill.runtime.WaybillService;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What operators see of agents and do with them, on the started gateway and a real Redis; the agents themselves aren't there. */
class AgentsHttpTest {

    private static final String KEY = "wb_demo_key";
    private static final String GATE = "wb:{0}:gate:";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final RedisServer REDIS = RedisServer.throwaway();
    private static ConfigurableApplicationContext gateway;
    private static RedisClient redisClient;
    private static RedisCommands<String, String> redis;
    private static JdbcClient ledger;
    private static Client ops;

    @BeforeAll
    static void start() {
        gateway = WaybillService.start(GatewayService.class, "--server.port=0",
                "--spring.datasource.url=" + TestServers.postgres().newDatabase(),
                "--spring.data.redis.port=" + REDIS.port(), "--waybill.demo-key=" + KEY);
        ops = Client.of(gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class), KEY);
        ledger = gateway.getBean(JdbcClient.class);
        redisClient = RedisClient.create(REDIS.url());
        redis = redisClient.connect().sync();
    }

    @AfterAll
    static void stop() {
        redisClient.shutdown();
        gateway.close();
        REDIS.close();
    }

    @BeforeEach
    void nothingIsPaused() {
        ledger.sql("truncate pause, note").update();
        redis.flushall();
    }

    private static JsonNode agent(String name) {
        for (JsonNode each : ops.get("/ops/agents").json().get("agents")) {
            if (each.get("name").asString().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("there is no " + name);
    }

    private static Answer pause(String agent, String body) {
        return ops.send("POST", "/ops/agents/" + agent + "/pause", BodyPublishers.ofString(body), Client.withType());
    }

    private static Answer pause(String agent) {
        return pause(agent, "{\"reason\": \"the provider moves\"}");
    }

    private static Answer resume(String agent) {
        return ops.send("POST", "/ops/agents/" + agent + "/resume", BodyPublishers.noBody());
    }

    private static boolean isPausedInRedis(String agent) {
        return redis.hexists(GATE + agent, "paused_by");
    }

    private static JsonNode waitingFor(UUID order, String agent) {
        return step(order, agent).get("waitingFor");
    }

    private static JsonNode step(UUID order, String agent) {
        for (JsonNode each : ops.get("/orders/" + order).json().get("steps")) {
            if (each.get("agent").asString().equals(agent)) {
                return each;
            }
        }
        throw new AssertionError("there is no " + agent);
    }

    /** In Redis, too. */
    private static UUID order() {
        UUID order = ops.post(Samples.order()).id();
        await().until(() -> redis.exists("wb:{0}:order:" + order) == 1);
        return order;
    }

    @Test
    void allAgentsAreListedInThePipelinesSequenceWithWhoHostsThem() {
        assertThat(ops.get("/ops/agents").json().get("agents"))
                .extracting(agent -> agent.get("name").asString() + " " + agent.get("service").asString())
                .containsExactly("validator validator-agent", "inventory_agent inventory-agent",
                        "fraud_agent fraud-agent", "payment_authorize payment-agent", "payment_capture payment-agent",
                        "tracking_agent tracking-agent", "notifier notifier-agent", "rollback rollback-agent",
                        "inventory_rollback rollback-agent", "payment_rollback payment-agent");
    }

    @Test
    void whatWaitsForAnAgentIsCounted() {
        assertThat(agent("validator").get("oldestAgeMs").isNull()).isTrue();
        order();
        order();

        JsonNode validator = agent("validator");
        assertThat(validator.propertyNames()).containsExactly("name", "service", "lag", "pending", "oldestAgeMs",
                "instances", "breaker", "outage", "paused", "inForce", "pause");
        assertThat(validator.get("lag").asLong()).isEqualTo(2);
        assertThat(validator.get("pending").asLong()).isZero();
        assertThat(validator.get("oldestAgeMs").asLong()).isPositive();
        assertThat(validator.get("instances").asInt()).isZero();
        assertThat(validator.get("breaker").asString()).isEqualTo("closed");
        assertThat(validator.get("outage").isNull()).isTrue();
        assertThat(validator.get("paused").asBoolean()).isFalse();
        assertThat(validator.get("inForce").asBoolean()).isTrue();
        assertThat(validator.get("pause").isNull()).isTrue();
    }

    @Test
    void aBreakerThatIsOpenSaysWhyAndUntilWhen() {
        redis.hset(GATE + "fraud_agent",
                Map.of("breaker", "open", "until", "4102444800000", "cause", "it answers with 503"));

        JsonNode fraud = agent("fraud_agent");

        assertThat(fraud.get("breaker").asString()).isEqualTo("open");
        assertThat(fraud.at("/outage/cause").asString()).isEqualTo("it answers with 503");
        assertThat(fraud.at("/outage/until").asString()).isEqualTo("2100-01-01T00:00:00.000Z");
        redis.hset(GATE + "fraud_agent", "until", "1");
        assertThat(agent("fraud_agent").get("breaker").asString()).isEqualTo("half_open");
    }

    @Test
    void aPauseHoldsUntilItsEndAndSaysByWhomSinceWhenAndWhy() {
        Answer paused = pause("fraud_agent");

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.json()).isEqualTo(agent("fraud_agent"));
        assertThat(paused.text("/paused")).isEqualTo("true");
        assertThat(paused.text("/pause/by")).isEqualTo("demo");
        assertThat(paused.text("/pause/since")).matches("\\d{4}-.*Z");
        assertThat(paused.text("/pause/why")).isEqualTo("the provider moves");
        assertThat(isPausedInRedis("fraud_agent")).isTrue();
        assertThat(agent("validator").get("paused").asBoolean()).isFalse();

        Answer resumed = resume("fraud_agent");
        assertThat(resumed.status()).isEqualTo(200);
        assertThat(resumed.json().get("pause").isNull()).isTrue();
        assertThat(isPausedInRedis("fraud_agent")).isFalse();
    }

    @Test
    void whoPausesOrResumesTwiceChangesNothingAndIsNotNotedTwice() {
        pause("fraud_agent");
        assertThat(pause("fraud_agent", "{\"reason\": \"another\"}").text("/pause/why"))
                .isEqualTo("the provider moves");
        resume("fraud_agent");
        assertThat(resume("fraud_agent").status()).isEqualTo(200);

        assertThat(ledger
                .sql("select author || ' ' || what || ' ' || agent || ' ' || coalesce(why, '') from note order by id")
                .query(String.class).list()).containsExactly("operator:demo pause fraud_agent the provider moves",
                        "operator:demo resume fraud_agent ");
    }

    @Test
    void aPauseThatRedisLostIsToldAgain() {
        pause("fraud_agent");

        redis.flushall();

        await().atMost(LONGEST).until(() -> isPausedInRedis("fraud_agent"));
        assertThat(agent("fraud_agent").get("inForce").asBoolean()).isTrue();
    }

    @Test
    void aPauseThatRedisBroughtBackIsTakenAway() {
        redis.hset(GATE + "fraud_agent", "paused_by", "nobody");
        assertThat(agent("fraud_agent").get("paused").asBoolean()).isFalse();

        await().atMost(LONGEST).until(() -> !isPausedInRedis("fraud_agent"));
    }

    @Test
    void whileRedisIsAwayAPauseIsKeptInTheLedgerAndFollows() {
        REDIS.kill();
        try {
            Answer list = ops.get("/ops/agents");
            assertThat(list.status()).isEqualTo(503);
            assertThat(list.text("/type")).isEqualTo("/problems/unavailable");
            assertThat(list.header("Retry-After")).isEqualTo("1");

            Answer paused = pause("notifier");
            assertThat(paused.status()).isEqualTo(202);
            assertThat(paused.text("/paused")).isEqualTo("true");
            assertThat(paused.text("/inForce")).isEqualTo("false");
            assertThat(paused.json().get("lag").isNull()).isTrue();
        } finally {
            REDIS.restart();
        }
        await().atMost(LONGEST).ignoreExceptions().until(() -> isPausedInRedis("notifier"));
        await().atMost(LONGEST).ignoreExceptions().until(() -> agent("notifier").get("inForce").asBoolean());
    }

    @Test
    void anAgentThatALaterPipelineDroppedCanStillBeResumed() {
        ledger.sql("insert into pause (agent, paused_by, why) values ('gift_wrap', 'demo', 'no paper')").update();

        assertThat(agent("gift_wrap").get("service").isNull()).isTrue();
        assertThat(resume("gift_wrap").json().get("paused").asBoolean()).isFalse();
        assertThat(resume("gift_wrap").status()).isEqualTo(404);
    }

    /** Orders of the earlier version are still in flight, and services host its agents. */
    @Test
    void anAgentOfAnEarlierVersionIsPausedAndResumedLikeAnyOther() {
        ledger.sql("""
                insert into pipeline (hash, definition, plan)
                values ('earlier', '{}', '{"main": "validator,ribbon", "trailing": "", "undos": ""}')
                """).update();

        assertThat(pause("ribbon").status()).isEqualTo(200);
        assertThat(isPausedInRedis("ribbon")).isTrue();

        assertThat(resume("ribbon").status()).isEqualTo(200);
        assertThat(isPausedInRedis("ribbon")).isFalse();
        assertThat(resume("ribbon").status()).isEqualTo(200);
    }

    @Test
    void anUnknownAgentIsNotFoundAndAPauseNeedsAReason() {
        Answer unknown = pause("nobody");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("/detail")).contains("validator, inventory_agent");
        assertThat(resume("nobody").status()).isEqualTo(404);
        assertThat(pause("validator", "").status()).isEqualTo(400);
        assertThat(pause("validator", "{\"reason\": \" \"}").text("/errors/0/pointer")).isEqualTo("/reason");
        assertThat(agent("validator").get("paused").asBoolean()).isFalse();
    }

    @Test
    void onlyOperatorsGetHere() {
        String key = "wb_merchant_" + UUID.randomUUID();
        gateway.getBean(ApiKeys.class).add(key, new Caller("merchant", Set.of(Scope.ORDERS)));

        assertThat(new Client(ops.base(), key).get("/ops/agents").status()).isEqualTo(403);
    }

    @Test
    void anOrderSaysThatItWaitsForAPausedAgentOrAnOpenBreaker() {
        UUID order = order();
        assertThat(waitingFor(order, "validator").isNull()).isTrue();

        pause("validator");
        assertThat(waitingFor(order, "validator").at("/cause").asString()).isEqualTo("paused");
        assertThat(waitingFor(order, "validator").get("detail").isNull()).isTrue();
        resume("validator");
        assertThat(waitingFor(order, "validator").isNull()).isTrue();

        redis.hset(GATE + "validator", Map.of("breaker", "open", "until", "4102444800000", "cause", "it's ill"));
        assertThat(waitingFor(order, "validator").toString())
                .isEqualTo("{\"cause\":\"breaker\",\"detail\":\"it's ill\",\"until\":\"2100-01-01T00:00:00.000Z\"}");
    }

    @Test
    void aRedisThatHangsLeavesTheFieldOutAndHoldsNobodyUp() {
        UUID order = order();
        pause("validator");
        REDIS.suspend();
        try {
            assertThat(waitingFor(order, "validator").isNull()).isTrue();
        } finally {
            REDIS.resume();
        }
        await().atMost(LONGEST).until(() -> !waitingFor(order, "validator").isNull());
    }
}
