package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.waybill.gateway.Client.Answer;
import io.waybill.runtime.WaybillService;
import io.waybill.servers.PostgresServer;
import io.waybill.servers.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gateway as it is started for real, with servers of its own that may be killed. */
class GatewayServiceTest {

    private static final String KEY = "wb_demo_key";

    private static final RedisServer REDIS = RedisServer.throwaway();
    /** A durable one: what a throwaway one has just committed may be gone with it when it's killed. */
    private static PostgresServer postgres;
    private static ConfigurableApplicationContext gateway;
    private static Client client;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        postgres = PostgresServer.durable(folder, freePort());
        gateway = WaybillService.start(GatewayService.class, "--server.port=0",
                "--spring.datasource.url=" + postgres.newDatabase(), "--spring.data.redis.port=" + REDIS.port(),
                "--waybill.demo-key=" + KEY);
        client = Client.of(gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class), KEY);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        REDIS.close();
        postgres.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static long orders() {
        return gateway.getBean(JdbcClient.class).sql("select count(*) from orders").query(Long.class).single();
    }

    private static boolean isInRedis(UUID order) {
        try (RedisClient redis = RedisClient.create(REDIS.url());
                StatefulRedisConnection<String, String> connection = redis.connect()) {
            return connection.sync().exists("wb:{0}:order:" + order) == 1;
        }
    }

    @Test
    void anOrderGoesToRedisAndItsEventsComeBackIntoTheLedger() {
        UUID id = client.post(Samples.order()).id();
        assertThat(isInRedis(id)).isTrue();

        try (RedisClient redis = RedisClient.create(REDIS.url());
                StatefulRedisConnection<String, String> connection = redis.connect()) {
            assertThat(connection.sync().xlen("wb:{0}:stream:validator")).isPositive();
            connection.sync().xadd("wb:{0}:events", Map.of("order", id.toString(), "life", "1", "number", "1", "kind",
                    "ended", "at", "1795428000120", "reason", "payment_declined", "detail", "insufficient_funds"));
        }

        await().until(() -> client.get("/orders/" + id).text("/status").equals("rejected"));
        assertThat(client.get("/orders/" + id).text("/reasonDetail")).isEqualTo("insufficient_funds");
    }

    @Test
    void withoutRedisOrdersAreStillAcceptedAndTheRelaySendsThemWhenItIsBack() {
        Answer accepted;
        REDIS.kill();
        try {
            accepted = client.post(Samples.order());

            assertThat(accepted.status()).isEqualTo(202);
            assertThat(client.get("/orders/" + accepted.id()).status()).isEqualTo(200);
        } finally {
            REDIS.restart();
        }
        await().until(() -> isInRedis(accepted.id()));
    }

    @Test
    void withoutPostgresqlOrdersAreRefusedForNowAndNothingIsHalfDone() {
        long before = orders();
        postgres.kill();
        try {
            long start = System.nanoTime();
            Answer refused = client.post(Samples.order());

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.text("/type")).isEqualTo("/problems/unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(client.get("/orders").status()).isEqualTo(503);
            assertThat(new Client(client.base(), "wb_unknown").get("/orders").status()).isEqualTo(503);
            assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
        } finally {
            postgres.restart();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> client.post(Samples.order()).status() == 202);
        assertThat(orders()).isEqualTo(before + 1);
    }
}
