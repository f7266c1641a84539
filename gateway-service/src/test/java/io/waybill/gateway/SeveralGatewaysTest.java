package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.waybill.gateway.Client.Answer;
import io.waybill.runtime.WaybillService;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two gateways on one ledger, as a merchant's repeated request may come to either. */
class SeveralGatewaysTest {

    private static final String KEY = "wb_demo_key";
    private static final RedisServer REDIS = RedisServer.throwaway();
    private static final List<ConfigurableApplicationContext> GATEWAYS = new ArrayList<>();

    @BeforeAll
    static void start() {
        String url = TestServers.postgres().newDatabase();
        for (int i = 1; i <= 2; i++) {
            GATEWAYS.add(WaybillService.start(GatewayService.class, "--server.port=0", "--spring.datasource.url=" + url,
                    "--spring.data.redis.port=" + REDIS.port(), "--waybill.demo-key=" + KEY,
                    "--waybill.instance=gateway-service-" + i));
        }
    }

    @AfterAll
    static void stop() {
        GATEWAYS.forEach(ConfigurableApplicationContext::close);
        REDIS.close();
    }

    private static int port(int gateway) {
        return GATEWAYS.get(gateway).getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static Answer post(int gateway, String reference, String key) {
        return Client.of(port(gateway), KEY).post(Samples.order(reference), "Idempotency-Key", key);
    }

    private static int ordersOf(String reference) {
        return GATEWAYS.getFirst().getBean(JdbcClient.class)
                .sql("select count(*) from orders where reference = :reference").param("reference", reference)
                .query(Integer.class).single();
    }

    private static List<Answer> atOnce(List<Callable<Answer>> requests) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static List<Callable<Answer>> two(String reference, String key) {
        return List.of(() -> post(0, reference, key), () -> post(1, reference, key));
    }

    @Test
    void ofManyAtOnceWithOneKeyOneIsAnOrderAlsoAfterRedisHasForgotten() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            requests.addAll(two(key, key));
        }
        List<Answer> answers = atOnce(requests);

        assertThat(answers).extracting(Answer::status).containsAnyOf(202).isSubsetOf(202, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 202
                && answer.header("Idempotency-Replayed").isEmpty()).hasSize(1);
        assertThat(ordersOf(key)).isEqualTo(1);

        try (RedisClient redis = RedisClient.create(REDIS.url()); var connection = redis.connect()) {
            connection.sync().flushall();
        }
        Set<String> bodies = new HashSet<>();
        assertThat(atOnce(requests)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
            bodies.add(answer.raw().body());
        });
        assertThat(bodies).hasSize(1);
        assertThat(ordersOf(key)).isEqualTo(1);
    }

    /** Both get the same keys in batches of another sequence each: whoever waits for the other isn't waited for. */
    @Test
    void manyKeysThatComeToBothAtOnceAreOneOrderEachAndNobodyWaitsForEver() throws Exception {
        String reference = UUID.randomUUID().toString();
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            requests.addAll(two(reference, reference + i));
        }
        Collections.shuffle(requests, new Random(42));

        assertThat(atOnce(requests)).extracting(Answer::status).containsOnly(202);
        assertThat(ordersOf(reference)).isEqualTo(150);
    }

    @Test
    void whoDidNotHearTheAnswerGetsItFromAnotherGateway() throws IOException {
        String key = UUID.randomUUID().toString();
        byte[] order = Samples.order(key).getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port(0))) {
            socket.getOutputStream().write(("POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + KEY + "\r\nIdempotency-Key: " + key + "\r\nContent-Length: "
                    + order.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(order);
            await().until(() -> ordersOf(key) == 1);
        }

        Answer repeated = post(1, key, key);

        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(Client.of(port(1), KEY).get("/orders/" + repeated.id()).text("/reference")).isEqualTo(key);
        assertThat(ordersOf(key)).isEqualTo(1);
    }
}
