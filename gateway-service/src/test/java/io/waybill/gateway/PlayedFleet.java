package io.waybill.gateway;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.waybill.runtime.WaybillService;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The started gateway on a real Redis of its own. The agents' part is played with their own scripts. */
final class PlayedFleet implements AutoCloseable {

    static final String PREFIX = "wb:{0}:";
    static final String EVENTS = PREFIX + "events";
    private static final String KEY = "wb_demo_key";

    final RedisServer redisServer = RedisServer.throwaway();
    final ConfigurableApplicationContext gateway = WaybillService.start(GatewayService.class, "--server.port=0",
            "--spring.datasource.url=" + TestServers.postgres().newDatabase(),
            "--spring.data.redis.port=" + redisServer.port(), "--waybill.demo-key=" + KEY);
    final Client client = Client
            .of(gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class), KEY);
    final JdbcClient ledger = gateway.getBean(JdbcClient.class);
    private final RedisClient redisClient = RedisClient.create(redisServer.url());
    /** Each character is one byte. */
    final RedisCommands<String, String> redis = redisClient.connect(new StringCodec(StandardCharsets.ISO_8859_1))
            .sync();

    void forgetAll() {
        ledger.sql("truncate orders, event, decision, parked, note cascade").update();
        redis.flushall();
    }

    /** An order that has reached Redis. */
    UUID order() {
        UUID order = client.post(Samples.order()).id();
        await().until(() -> redis.hexists(state(order), "life"));
        return order;
    }

    static String state(UUID order) {
        return PREFIX + "order:" + order;
    }

    static String stream(String agent) {
        return PREFIX + "stream:" + agent;
    }

    String sent(UUID order, String agent) {
        return Objects.requireNonNull(redis.hget(state(order), "sent:" + agent));
    }

    boolean isSent(UUID order, String agent) {
        return redis.hexists(state(order), "sent:" + agent);
    }

    long call(String script, String[] keys, String... arguments) {
        try (InputStream in = PlayedFleet.class.getResourceAsStream("/lua/" + script + ".lua")) {
            String source = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return redis.<Long>eval(source, ScriptOutputType.INTEGER, keys, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An agent says something of an order, after as many tries. */
    void says(UUID order, String agent, String outcome, String reason, int tries) {
        call("advance", new String[]{state(order), stream(agent), EVENTS}, PREFIX, order.toString(), agent,
                sent(order, agent), Objects.requireNonNull(redis.hget(state(order), "life")), outcome, reason, "", "",
                Integer.toString(tries), agent + "-1", "1795428000120", "1795428000320", "86400000");
    }

    void says(UUID order, String agent, String outcome, String reason) {
        says(order, agent, outcome, reason, 1);
    }

    void done(UUID order, List<String> agents) {
        agents.forEach(agent -> says(order, agent, "done", ""));
    }

    /** An agent can't make sense of the entry that the order waits for. */
    void parksEntryOf(UUID order, String agent) {
        call("park", new String[]{stream(agent), PREFIX + "parked", EVENTS, state(order)}, agent, sent(order, agent),
                "unknown-pipeline-version", "who knows", order.toString());
    }

    List<JsonNode> parked() {
        return StreamSupport.stream(client.get("/ops/parked").json().get("items").spliterator(), false).toList();
    }

    String status(UUID order) {
        return client.get("/orders/" + order).text("/status");
    }

    /** Empty for one that the order's timeline doesn't show. */
    String stepStatus(UUID order, String agent) {
        return StreamSupport.stream(client.get("/orders/" + order).json().get("steps").spliterator(), false)
                .filter(step -> step.get("agent").asString().equals(agent)).map(step -> step.get("status").asString())
                .findFirst().orElse("");
    }

    @Override
    public void close() {
        redisClient.shutdown();
        gateway.close();
        redisServer.close();
    }
}
