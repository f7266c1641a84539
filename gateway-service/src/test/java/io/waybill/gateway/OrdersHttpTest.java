package io.waybill.gateway;

import static io.waybill.gateway.Samples.completed;
import static io.waybill.gateway.Samples.ended;
import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.OrderJson;
import io.waybill.contracts.PipelineFile;
import io.waybill.contracts.Plan;
import io.waybill.contracts.Reason;
import io.waybill.gateway.Client.Answer;
import io.waybill.runtime.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@HttpTest
class OrdersHttpTest {

    @LocalServerPort
    private int port;
    @Autowired
    private RecordingStreams streams;
    @Autowired
    private LedgerWriter writer;
    @Autowired
    private ApiKeys keys;
    @Autowired
    private JdbcClient ledger;

    private Client demo;

    @BeforeEach
    void client() {
        demo = Client.of(port, HttpTest.DEMO_KEY);
    }

    @AfterEach
    void mend() {
        streams.mend();
    }

    private Client merchant(String name) {
        String key = "wb_" + name + "_" + UUID.randomUUID();
        keys.add(key, new Caller(name, Set.of(Scope.ORDERS)));
        return Client.of(port, key);
    }

    @Test
    void anOrderIsAcceptedAndVisibleAtOnce() {
        Answer accepted = demo.post(Samples.order());

        assertThat(accepted.status()).isEqualTo(202);
        String self = "/orders/" + accepted.id();
        assertThat(accepted.header("Location")).isEqualTo(self);
        assertThat(accepted.json()).isEqualTo(json("""
                {"id":"%1$s","status":"accepted",
                 "links":{"self":"%2$s","events":"%2$s/events","cancel":"%2$s/cancel"}}""".formatted(accepted.id(),
                self)));
        assertThat(accepted.id().version()).isEqualTo(7);

        Answer seen = demo.get(self);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json().propertyNames()).containsExactly("id", "reference", "status", "reason", "reasonDetail",
                "total", "currency", "pipeline", "traceId", "acceptedAt", "endedAt", "settledAt", "steps", "notes",
                "links");
        assertThat(seen.text("/status")).isEqualTo("accepted");
        assertThat(seen.text("/pipeline")).isEqualTo(PipelineFile.standard().hash());
        assertThat(seen.json().at("/total").longValue()).isEqualTo(2550);
        assertThat(seen.text("/acceptedAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(seen.json().at("/steps")).extracting(step -> step.at("/status").asString()).hasSize(7)
                .containsOnly("waiting");
    }

    @Test
    void anAcceptedOrderIsSentToRedisAsTheLedgerHasIt() {
        UUID id = demo.post(Samples.order()).id();

        Life life = streams.accepted(id);
        assertThat(life.plan()).isEqualTo(Plan.of(PipelineFile.standard()));
        assertThat(life.number()).isEqualTo(1);
        assertThat(life.start()).isEqualTo(Life.Start.FIRST);
        assertThat(OrderJson.readBack(life.payload()).merchant()).isEqualTo("demo");
        assertThat(ledger.sql("select payload from orders where id = :id").param("id", id).query(String.class)
                .single()).isEqualTo(life.payload());
        Instant accepted = Instant.parse(demo.get("/orders/" + id).text("/acceptedAt"));
        assertThat(Duration.between(accepted, life.deadline())).isBetween(Duration.ofMinutes(60),
                Duration.ofMinutes(60).plusMillis(1));
    }

    @Test
    void anOrderIsAcceptedWhileRedisIsDown() {
        streams.breakDown();

        Answer accepted = demo.post(Samples.order());

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(demo.get("/orders/" + accepted.id()).text("/status")).isEqualTo("accepted");
    }

    @Test
    void manyOrdersAtOnceAreAllAcceptedEachForItself() throws Exception {
        List<Callable<UUID>> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String order = Samples.order("MANY-" + i);
            requests.add(() -> demo.post(order).id());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<UUID>> accepted = threads.invokeAll(requests);

            for (int i = 0; i < 100; i++) {
                assertThat(ids(demo, "reference=MANY-" + i)).containsExactly(accepted.get(i).get());
            }
        }
    }

    @Test
    void theCallersTraceGoesOn() {
        Answer accepted = demo.post(Samples.order(), "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(demo.get("/orders/" + accepted.id()).text("/traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(streams.accepted(accepted.id()).traceParent())
                .matches("00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01");
    }

    @Test
    void timesHaveMillisecondsAlsoWhenTheyAreZero() {
        UUID id = demo.post(Samples.order()).id();

        writer.write(List.of(step(id, 1, 1, "validator", "done")));

        JsonNode validator = demo.get("/orders/" + id).json().at("/steps/0");
        assertThat(validator).isEqualTo(json("""
                {"agent":"validator","status":"done","attempts":1,"instance":"validator-1",
                 "startedAt":"2026-11-23T10:00:00.120Z","endedAt":"2026-11-23T10:00:00.320Z","reason":null,
                 "waitingFor":null}"""));
    }

    @Test
    @Timeout(10)
    void whoWaitsGetsTheOrderAsSoonAsItHasEnded() {
        streams.onAccept(life -> Thread.startVirtualThread(
                () -> writer.write(List.of(step(life.orderId(), 1, 1, "validator", "refused"),
                        ended(life.orderId(), 1, 2, Reason.INVALID)))));

        Answer answer = demo.post(Samples.order(), "Prefer", "respond-async, wait=20");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
        assertThat(answer.text("/status")).isEqualTo("rejected");
        assertThat(answer.text("/reason")).isEqualTo("invalid");
    }

    @Test
    @Timeout(10)
    void anEndThatComesBeforeAnybodyCanWaitIsNotMissed() {
        streams.onAccept(life -> writer.write(List.of(completed(life.orderId(), 1, 1))));

        assertThat(demo.post(Samples.order(), "Prefer", "wait=20").text("/status")).isEqualTo("completed");
    }

    @Test
    @Timeout(10)
    void anEndThatAnotherGatewayWroteIsSeenToo() {
        streams.onAccept(life -> Thread.startVirtualThread(() -> ledger.sql("""
                update orders set outcome = 'completed', ended_at = now() where id = :id
                """).param("id", life.orderId()).update()));

        assertThat(demo.post(Samples.order(), "Prefer", "wait=20").status()).isEqualTo(200);
    }

    @Test
    void whoWaitedInVainGetsTheUsualAnswer() {
        Answer answer = demo.post(Samples.order(), "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.text("/status")).isEqualTo("accepted");
    }

    @Test
    void aPreferenceThatMakesNoSenseIsIgnored() {
        Answer answer = demo.post(Samples.order(), "Prefer", "wait=soon");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.raw().headers().map()).doesNotContainKey("preference-applied");
    }

    @Test
    void anotherMerchantsOrderIsNotFound() {
        UUID id = demo.post(Samples.order()).id();

        assertThat(merchant("other").get("/orders/" + id).status()).isEqualTo(404);
        assertThat(merchant("other").get("/orders").json().at("/orders").size()).isZero();
    }

    @Test
    void whatIsNoIdIsNotFound() {
        for (String id : List.of("1", "1-1-1-1-1", UUID.randomUUID().toString(), UUID.randomUUID() + "x")) {
            assertThat(demo.get("/orders/" + id).status()).as(id).isEqualTo(404);
        }
    }

    @Test
    void ordersAreListedNewestFirstPageByPage() {
        Client client = merchant("pages");
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.addFirst(client.post(Samples.order("PO-" + i)).id());
        }

        List<UUID> listed = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            Answer page = client.get("/orders?limit=2&cursor=" + cursor);
            page.json().at("/orders").forEach(each -> listed.add(UUID.fromString(each.at("/id").asString())));
            cursor = page.json().at("/cursor").isNull() ? "" : page.text("/cursor");
            pages++;
        } while (!cursor.isEmpty());

        assertThat(listed).isEqualTo(sent);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void ordersAreFoundByReferenceAndByStatus() {
        Client client = merchant("search");
        UUID first = client.post(Samples.order("PO-1")).id();
        UUID second = client.post(Samples.order("PO-2")).id();
        UUID third = client.post(Samples.order("PO-1")).id();
        writer.write(List.of(ended(first, 1, 1, Reason.FRAUD), step(second, 1, 1, "validator", "done")));

        assertThat(ids(client, "reference=PO-1")).containsExactly(third, first);
        assertThat(ids(client, "status=rejected")).containsExactly(first);
        assertThat(ids(client, "status=processing&reference=")).containsExactly(second);
        assertThat(ids(client, "status=accepted&reference=PO-1")).containsExactly(third);
        assertThat(client.get("/orders?status=rejected").json().at("/orders/0").propertyNames()).containsExactly("id",
                "reference", "status", "reason", "total", "currency", "acceptedAt", "endedAt");
    }

    private static List<UUID> ids(Client client, String query) {
        List<UUID> ids = new ArrayList<>();
        client.get("/orders?" + query).json().at("/orders")
                .forEach(each -> ids.add(UUID.fromString(each.at("/id").asString())));
        return ids;
    }

    @Test
    void aSearchThatMakesNoSenseSaysAllThatIsWrong() {
        Answer answer = demo.get("/orders?status=lost&limit=201&cursor=%7B&colour=red&reference=a&reference=b");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/type")).isEqualTo("/problems/invalid-request");
        assertThat(answer.json().at("/errors")).extracting(error -> error.at("/parameter").asString())
                .containsExactlyInAnyOrder("status", "limit", "cursor", "colour", "reference");
    }

    private static JsonNode json(String text) {
        return new tools.jackson.databind.json.JsonMapper().readTree(text);
    }
}
