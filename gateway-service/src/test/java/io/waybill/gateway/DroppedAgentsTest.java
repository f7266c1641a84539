package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.waybill.contracts.PipelineFile;
import io.waybill.runtime.WaybillService;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A gateway that is started with another file than the one before, while orders that began with that are in flight. */
@ExtendWith(OutputCaptureExtension.class)
class DroppedAgentsTest {

    private static final String OLD = """
            pipeline:
              agents:
                - name: validator
                - { name: gift_wrap, after: [validator] }
                - { name: payment_capture, after: [gift_wrap] }
            """;

    private final String ledger = TestServers.postgres().newDatabase();
    private final RedisServer redis = RedisServer.throwaway();
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void threeOrdersBeginWithTheOldOne() throws IOException {
        try (var gateway = gateway(Files.writeString(folder.resolve("old.yaml"), OLD))) {
            var client = Client.of(gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
                    "wb_key");
            for (int order = 1; order <= 3; order++) {
                assertThat(client.post(Samples.order()).status()).isEqualTo(202);
            }
        }
    }

    private ConfigurableApplicationContext gateway(Path pipeline) {
        return WaybillService.start(GatewayService.class, "--server.port=0", "--spring.datasource.url=" + ledger,
                "--spring.data.redis.port=" + redis.port(), "--waybill.demo-key=wb_key",
                "--waybill.pipeline=" + pipeline);
    }

    /** The standard pipeline has no gift_wrap. */
    private ConfigurableApplicationContext newGateway() {
        return gateway(Path.of(""));
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void isRefusedWithTheirCountAndSaysWhatToDo(CapturedOutput console) {
        assertThatThrownBy(() -> newGateway().close()).rootCause().isInstanceOf(DroppedAgentsException.class)
                .hasMessageContaining("gift_wrap (3 orders of version %s)",
                        PipelineFile.read(folder.resolve("old.yaml")).hash())
                .hasMessageContaining("/ops/parked");

        assertThat(console).contains("APPLICATION FAILED TO START", "gift_wrap (3 orders", "Action:",
                "start a service that hosts the agent first");
    }

    @Test
    void startsWhileAnInstanceThatLivesHostsTheAgents() {
        hostSignsAndReads();

        newGateway().close();
    }

    /** As an instance does that was started with the old file. */
    private void hostSignsAndReads() {
        try (RedisClient client = RedisClient.create(redis.url()); var connection = client.connect()) {
            String stream = "wb:{0}:stream:gift_wrap";
            connection.sync().xgroupCreate(StreamOffset.from(stream, "0"), "gift_wrap",
                    XGroupCreateArgs.Builder.mkstream());
            connection.sync().xgroupCreateconsumer(stream, Consumer.from("gift_wrap", "gift-wrap-1~1"));
            connection.sync().set("wb:{0}:alive:gift-wrap-1~1", "run");
        }
    }

    @Test
    void startsWhileRedisIsAwaySinceOrdersAreTakenWithoutIt() {
        redis.kill();

        newGateway().close();
    }

    @Test
    void startsOnceTheOrdersHaveSettled() {
        JdbcClient.create(TestServers.postgres().superuser(ledger))
                .sql("update ledger.orders set outcome = 'completed', ended_at = now(), settled_at = now()").update();

        newGateway().close();
    }
}
