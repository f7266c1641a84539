package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
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
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gateway as it is started for real, with servers of its own that may be killed. */
class GatewayServiceTest {

    private static final String KEY = "wb_demo_key";
    /** The relay's own, and more: it rests for up to 15 s. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

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

    /** What a test before has done to Redis is over, and the gateway is warm. */
    @BeforeEach
    void sendsOrders() throws Exception {
        await().until(() -> isInRedis(client.post(Samples.order()).id()));
        assertThat(atOnce(100, () -> client.post(Samples.order()))).extracting(Timed::status).containsOnly(202);
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
        await().atMost(LONGEST_REST).until(() -> isInRedis(accepted.id()));
    }

    /** A session that hasn't noticed yet that its server was killed may still commit, and then that's for good. */
    @Test
    void withoutPostgresqlOrdersAreRefusedForNowAndNothingIsHalfDone() {
        long accepted = orders();
        postgres.kill();
        try {
            long start = System.nanoTime();
            Answer refused = client.post(Samples.order());
            for (; refused.status() == 202; refused = client.post(Samples.order())) {
                accepted++;
            }

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
        await().atMost(Duration.ofSeconds(10)).until(() -> client.post(Samples.order()).status() == 202);
        assertThat(orders()).isEqualTo(accepted + 1);
    }

    @Test
    void aRedisThatHangsHoldsUpNeitherAnswersNorReadiness() throws Exception {
        int threads = Thread.activeCount();
        REDIS.suspend();
        List<UUID> accepted;
        try {
            List<Timed> answers = atOnce(200, () -> client.post(Samples.order()));

            assertThat(answers).extracting(Timed::status).containsOnly(202);
            assertThat(answers).extracting(Timed::took).filteredOn(took -> took.toMillis() > 500).hasSizeLessThan(10);
            assertThat(Thread.activeCount()).isLessThan(threads + 20);
            accepted = answers.stream().map(each -> each.answer().id()).toList();
            assertThat(client.get("/orders/" + accepted.getFirst()).status()).isEqualTo(200);
            assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
        } finally {
            REDIS.resume();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> accepted.stream().allMatch(GatewayServiceTest::isInRedis));
    }

    @Test
    void whenAllConnectionsAreTakenOrdersAreRefusedWithinASecond() throws Exception {
        var pool = gateway.getBean(HikariDataSource.class);
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                taken.add(pool.getConnection());
            }
            List<Timed> answers = atOnce(100, () -> client.post(Samples.order()));
            answers.addAll(atOnce(10, () -> new Client(client.base(), "wb_unknown").post(Samples.order())));

            assertThat(answers).extracting(Timed::status).containsOnly(503);
            assertThat(answers).allSatisfy(each -> assertThat(each.took()).isLessThan(Duration.ofSeconds(1)));
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        assertThat(client.post(Samples.order()).status()).isEqualTo(202);
    }

    /** Whatever a session's end hits, a commit included, the merchant who repeats has one order in the end. */
    @Test
    void sessionsThatAreEndedAllTheTimeCostNoOrderAndDoubleNone() throws Exception {
        JdbcClient superuser = JdbcClient
                .create(postgres.superuser(gateway.getBean(HikariDataSource.class).getJdbcUrl()));
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> ended = threads.submit(() -> endSessions(superuser, done));
            String run = UUID.randomUUID().toString();
            List<Timed> answers = atOnce(100, () -> untilAccepted(run));
            done.countDown();

            assertThat(ended.get()).isPositive();
            assertThat(answers).extracting(each -> each.answer().id()).doesNotHaveDuplicates();
            assertThat(superuser.sql("select count(*) from ledger.orders where reference = :run").param("run", run)
                    .query(Integer.class).single()).isEqualTo(100);
        }
    }

    private static int endSessions(JdbcClient superuser, CountDownLatch done) throws InterruptedException {
        int ended = 0;
        do {
            ended += superuser.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ledger'")
                    .query(Boolean.class).list().size();
        } while (!done.await(100, TimeUnit.MILLISECONDS));
        return ended;
    }

    private static Answer untilAccepted(String reference) {
        String key = UUID.randomUUID().toString();
        return await().atMost(Duration.ofSeconds(30)).until(
                () -> client.post(Samples.order(reference), "Idempotency-Key", key), answer -> answer.status() == 202);
    }

    private record Timed(Answer answer, Duration took) {

        int status() {
            return answer.status();
        }
    }

    /** As many merchants would; twenty at a time. */
    private static List<Timed> atOnce(int requests, Callable<Answer> request) throws Exception {
        Callable<Timed> each = () -> timed(request);
        List<Timed> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (Future<Timed> answer : threads.invokeAll(Collections.nCopies(requests, each))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static Timed timed(Callable<Answer> request) throws Exception {
        long start = System.nanoTime();
        Answer answer = request.call();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
    }
}
