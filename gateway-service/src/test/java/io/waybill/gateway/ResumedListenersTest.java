package io.waybill.gateway;

import static io.waybill.gateway.Samples.completed;
import static io.waybill.gateway.Samples.settled;
import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.contracts.OrderEvent;
import io.waybill.gateway.EventClient.Event;
import io.waybill.runtime.WaybillService;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two gateways on one ledger, between which a listener comes and goes. */
@Timeout(120)
class ResumedListenersTest {

    private static final String KEY = "wb_demo_key";
    private static final int STEPS = 40;
    private static final RedisServer REDIS = RedisServer.throwaway();
    private static final String URL = TestServers.postgres().newDatabase();
    private static final List<ConfigurableApplicationContext> GATEWAYS = new ArrayList<>();

    @BeforeAll
    static void start() {
        GATEWAYS.add(gateway(1));
        GATEWAYS.add(gateway(2));
    }

    private static ConfigurableApplicationContext gateway(int number) {
        return WaybillService.start(GatewayService.class, "--server.port=0", "--spring.datasource.url=" + URL,
                "--spring.data.redis.port=" + REDIS.port(), "--waybill.demo-key=" + KEY,
                "--waybill.instance=gateway-service-" + number, "--server.tomcat.connection-timeout=1s");
    }

    @AfterAll
    static void stop() {
        GATEWAYS.forEach(ConfigurableApplicationContext::close);
        REDIS.close();
    }

    private static int port(ConfigurableApplicationContext gateway) {
        return gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static Client client(ConfigurableApplicationContext gateway) {
        return Client.of(port(gateway), KEY);
    }

    private static UUID accepted() {
        return client(GATEWAYS.getFirst()).post(Samples.order()).id();
    }

    /** In two lives, to end with what isn't known before all else is: of two writers, each may be late. */
    private static List<OrderEvent> story(UUID order, Random random) {
        var events = new ArrayList<OrderEvent>();
        for (int i = 1; i <= STEPS; i++) {
            events.add(step(order, i % 2 + 1, (i + 1) / 2, "agent-" + i, "done"));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static void write(int gateway, List<OrderEvent> events) {
        GATEWAYS.get(gateway).getBean(LedgerWriter.class).write(events);
    }

    /** Listens until the end, leaving after each few events, to come back to the other gateway. */
    private static List<Event> heardInPieces(UUID order, Random random) throws Exception {
        var heard = new ArrayList<Event>();
        String lastId = "";
        for (int turn = 0; true; turn++) {
            int most = random.nextInt(1, 6);
            try (EventClient client = EventClient.open(client(GATEWAYS.get(turn % 2)), order, lastId)) {
                if (client.status() == 204) {
                    return heard;
                }
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> client.hasEnded() || client.events().size() >= most);
                List<Event> events = client.events();
                boolean isCutOff = events.size() > most;
                heard.addAll(isCutOff ? events.subList(0, most) : events);
                lastId = heard.isEmpty() ? "" : heard.getLast().id();
            }
        }
    }

    @Test
    void whoChangesGatewaysHearsEachStepOnceAndTheEndInTheEnd() throws Exception {
        var random = new Random(42);
        UUID order = accepted();
        List<OrderEvent> story = story(order, random);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var heard = threads.submit(() -> heardInPieces(order, new Random(43)));
            for (int i = 0; i < STEPS; i += 2) {
                List<OrderEvent> one = story.subList(i, i + 1);
                List<OrderEvent> other = story.subList(i + 1, i + 2);
                var first = threads.submit(() -> write(0, one));
                threads.submit(() -> write(1, other)).get();
                first.get();
            }
            write(1, List.of(completed(order, 2, STEPS / 2 + 1), settled(order, 2, STEPS / 2 + 2)));

            assertThat(heard.get()).filteredOn(event -> event.type().equals("step"))
                    .extracting(event -> event.text("/agent"))
                    .containsExactlyInAnyOrderElementsOf(story.stream().map(OrderEvent::agent).toList());
            assertThat(heard.get().getLast().text("/status")).isEqualTo("completed");
        }
    }

    @Test
    void aGatewayThatStopsEndsItsAnswersAndAnotherGoesOn() throws Exception {
        UUID order = accepted();
        ConfigurableApplicationContext third = gateway(3);
        String lastId;
        try (EventClient client = EventClient.open(client(third), order, "")) {
            write(0, List.of(step(order, 1, 1, "validator", "done")));
            await().until(() -> client.steps().size() == 1);
            third.close();
            await().until(client::hasEnded);
            lastId = client.lastId();
        }
        write(0, List.of(step(order, 1, 2, "notifier", "done")));
        try (EventClient client = EventClient.open(client(GATEWAYS.getFirst()), order, lastId)) {
            await().until(() -> client.steps().size() == 1);
            assertThat(client.steps()).containsExactly("notifier");
        }
    }

    @Test
    void whoDoesNotReadIsCutOffAndLeavesHisPlace() throws IOException {
        UUID order = accepted();
        Listeners listeners = GATEWAYS.getFirst().getBean(Listeners.class);
        GATEWAYS.getFirst().getBean(JdbcClient.class).sql("""
                insert into event (order_id, life, seq, kind, at, agent, status, attempts, instance)
                select :order, 1, i, 'step', now(), 'validator', 'done', 1, repeat('x', 500000)
                from generate_series(1, 90) as i
                """).param("order", order).update();
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(GATEWAYS.getFirst())));
            socket.getOutputStream().write(("GET /orders/" + order + "/events HTTP/1.1\r\nHost: a\r\n"
                    + "Authorization: Bearer " + KEY + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            await().until(() -> listeners.isHeard(Set.of(order)));
            await().atMost(Duration.ofSeconds(60)).until(() -> !listeners.isHeard(Set.of(order)));
        }
    }
}
