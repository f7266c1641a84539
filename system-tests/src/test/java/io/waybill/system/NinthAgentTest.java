package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.runtime.WaybillService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class NinthAgentTest {

    @TempDir
    private Path home;

    @Test
    void oneClassAndOneEntryTakePartInAnOrder() {
        String pipeline = Path.of("src/test/resources/nine-agents.yaml").toAbsolutePath().toString();
        try (Fleet fleet = Fleet.up(home, Map.of("WAYBILL_PIPELINE", pipeline));
                var _ = WaybillService.start(GiftWrapAgent.class, "--waybill.pipeline=" + pipeline,
                        "--waybill.instance=gift-wrap-agent-1", "--spring.data.redis.port=" + fleet.port("REDIS"))) {
            JsonNode order = new Orders(fleet.gateway()).settled(NewOrder.GOOD);

            assertThat(order.get("status").asString()).isEqualTo("completed");
            JsonNode step = Orders.step(order, "gift_wrap");
            assertThat(step.get("status").asString()).isEqualTo("done");
            assertThat(step.get("instance").asString()).isEqualTo("gift-wrap-agent-1");
        }
    }

    @Test
    void itIsTheOneThatTheReadmeShows() {
        String source = Readme.read(Path.of("src/test/java/io/waybill/system/GiftWrapAgent.java"));

        assertThat(Readme.text()).contains(source.substring(source.indexOf("@AgentService")).strip());
    }
}
