package io.waybill.gateway;

import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.contracts.OrderEvent;
import io.waybill.gateway.Client.Answer;
import io.waybill.gateway.EventClient.Event;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may listen, and who is kept. */
@HttpTest
@Timeout(60)
class ListenersHttpTest {

    @LocalServerPort
    private int port;
    @Autowired
    private LedgerWriter writer;
    @Autowired
    private Listeners listeners;
    @Autowired
    private ApiKeys keys;
    @Autowired
    private JdbcClient ledger;

    private Client demo;
    private UUID order;

    @BeforeEach
    void accept() {
        demo = Client.of(port, HttpTest.DEMO_KEY);
        order = demo.post(Samples.order()).id();
    }

    private void happens(OrderEvent... events) {
        assertThat(writer.write(List.of(events))).isEmpty();
    }

    private EventClient listen() throws Exception {
        return EventClient.open(demo, order, "");
    }

    @Test
    void whoHasGoneLeavesHisPlace() throws Exception {
        try (EventClient _ = listen()) {
            assertThat(listeners.isHeard(Set.of(order))).isTrue();
        }
        var seq = new AtomicLong();
        await().until(() -> {
            happens(step(order, 1, seq.incrementAndGet(), "validator", "done"));
            return !listeners.isHeard(Set.of(order));
        });
    }

    @Test
    void aMerchantWhoListensTooOftenIsRefusedUntilItLeavesPlaces() throws Exception {
        var others = new ArrayList<Listener>();
        for (int i = 0; i < Places.OF_ONE_MERCHANT; i++) {
            others.add(listeners.enter("demo", UUID.randomUUID(), -1));
        }
        try {
            Answer answer = demo.get("/orders/" + order + "/events");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("/type")).isEqualTo("/problems/unavailable");
            assertThat(answer.text("/detail")).contains("as one merchant may");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        } finally {
            others.forEach(Listener::close);
        }
        try (EventClient client = listen()) {
            assertThat(client.status()).isEqualTo(200);
        }
    }

    @Test
    void onlyTheOrdersMerchantMayListen() {
        keys.add("wb_stranger", new Caller("stranger", Set.of(Scope.ORDERS)));
        keys.add("wb_operator", new Caller("demo", Set.of(Scope.OPS)));

        assertThat(Client.of(port, "wb_stranger").get("/orders/" + order + "/events").status()).isEqualTo(404);
        assertThat(Client.of(port, "wb_operator").get("/orders/" + order + "/events").status()).isEqualTo(403);
    }

    @Test
    void anIdThatTheOrdersEventsNeverHadIsRefused() {
        UUID another = demo.post(Samples.order()).id();
        happens(step(another, 1, 1, "validator", "done"));
        String ofAnother = ledger.sql("select number from event where order_id = :order").param("order", another)
                .query(String.class).single();

        for (String id : List.of("x", "-1", "0", "1.7", "9".repeat(18), "9".repeat(30), ofAnother)) {
            Answer answer = demo.get("/orders/" + order + "/events", "Last-Event-ID", id);

            assertThat(answer.status()).as(id).isEqualTo(400);
            assertThat(answer.text("/type")).isEqualTo("/problems/invalid-request");
            assertThat(answer.text("/errors/0/header")).isEqualTo("Last-Event-ID");
        }
    }

    @Test
    void whoAsksForTheHeadersOnlyIsNotKept() {
        assertThat(demo.send("HEAD", "/orders/" + order + "/events", BodyPublishers.noBody()).status()).isEqualTo(200);
        assertThat(listeners.isHeard(Set.of(order))).isFalse();
    }
}
