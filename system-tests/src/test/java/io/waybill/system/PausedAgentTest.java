package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.gateway.GatewayService;
import io.waybill.runtime.WaybillService;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import io.waybill.validator.ValidatorAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A pause on its way from the operator's request to an agent that reads nothing, and to the orders that wait for it. */
class PausedAgentTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String KEY = "wb_demo_key";

    private static final RedisServer REDIS = RedisServer.throwaway();
    private static ConfigurableApplicationContext gateway;
    private static ConfigurableApplicationContext service;
    private static Http ops;

    @BeforeAll
    static void start() {
        gateway = WaybillService.start(GatewayService.class, "--server.port=0",
                "--spring.datasource.url=" + TestServers.postgres().newDatabase(),
                "--spring.data.redis.port=" + REDIS.port(), "--waybill.demo-key=" + KEY);
        ops = new Http(gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class), KEY);
        service = WaybillService.start(ValidatorAgent.class, "--server.port=0",
                "--waybill.instance=validator-agent-1", "--spring.data.redis.port=" + REDIS.port());
    }

    @AfterAll
    static void stop() {
        service.close();
        gateway.close();
        REDIS.close();
    }

    private static JsonNode validator() {
        return ops.get("/ops/agents").at("/agents/0");
    }

    private static JsonNode step(String order) {
        return ops.get("/orders/" + order).at("/steps/0");
    }

    @Test
    void aPausedAgentReadsNothingAndItsOrdersSaySoUntilItIsResumed() {
        await().atMost(LONGEST).until(() -> validator().get("instances").asInt() == 1);
        ops.post("/ops/agents/validator/pause", "{\"reason\": \"its rules change\"}");

        var orders = new ArrayList<String>();
        await().atMost(LONGEST).until(() -> {
            orders.add(ops.post("/orders", NewOrder.GOOD.json()).get("id").asString());
            return validator().get("lag").asLong() >= 3;
        });
        String unread = orders.getLast();
        assertThat(step(unread).get("status").asString()).isEqualTo("waiting");
        assertThat(step(unread).at("/waitingFor/cause").asString()).isEqualTo("paused");

        ops.post("/ops/agents/validator/resume", "");

        await().atMost(LONGEST).untilAsserted(() -> assertThat(orders).allSatisfy(order -> assertThat(
                step(order).get("status").asString()).isEqualTo("done")));
        assertThat(List.of(validator().get("lag").asLong(), validator().get("pending").asLong())).containsOnly(0L);
        assertThat(ops.get("/ops/notes").get("notes"))
                .extracting(note -> note.get("what").asString() + " " + note.get("agent").asString())
                .containsExactly("resume validator", "pause validator");
    }
}
