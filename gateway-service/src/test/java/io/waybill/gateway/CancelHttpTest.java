package io.waybill.gateway;

import static io.waybill.gateway.Samples.completed;
import static io.waybill.gateway.Samples.ended;
import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Reason;
import io.waybill.gateway.Client.Answer;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@HttpTest
class CancelHttpTest {

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

    private final CountDownLatch hang = new CountDownLatch(1);
    private Client demo;
    private UUID order;

    @BeforeEach
    void accept() {
        demo = Client.of(port, HttpTest.DEMO_KEY);
        order = demo.post(Samples.order()).id();
    }

    @AfterEach
    void mend() {
        hang.countDown();
        streams.mend();
    }

    private Answer cancel(String body) {
        return cancel(demo, body);
    }

    private Answer cancel(Client client, String body) {
        return client.send("POST", "/orders/" + order + "/cancel", BodyPublishers.ofString(body), Client.withType());
    }

    private Answer order() {
        return demo.get("/orders/" + order);
    }

    private void decided(String verdict, String reason) {
        ledger.sql("select verdict from ledger.decide(:order, :verdict, :reason, null)").param("order", order)
                .param("verdict", verdict).param("reason", reason).query(String.class).single();
    }

    private String standing() {
        return ledger
                .sql("select coalesce(max(verdict || ' ' || reason), 'none') from decision where order_id = :order")
                .param("order", order).query(String.class).single();
    }

    private static List<String> tooLate(Answer answer) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("status").asInt()).isEqualTo(409);
        return List.of(answer.text("/type"), answer.text("/orderStatus"));
    }

    @Test
    void anOrderIsUndoneAtOnce() {
        Answer answer = cancel("{\"reason\": \"ordered twice\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.raw().body()).isEqualTo("{\"status\":\"compensating\"}");
        assertThat(streams.asked(order).decision()).isEqualTo(
                new Decisions.Standing(Decision.ABORT, "cancelled_by_merchant", "ordered twice"));
        Answer now = order();
        assertThat(now.text("/status")).isEqualTo("compensating");
        assertThat(now.text("/reason")).isEqualTo("cancelled_by_merchant");
        assertThat(now.text("/reasonDetail")).isEqualTo("ordered twice");
        assertThat(now.json().at("/notes")).singleElement().satisfies(note -> {
            assertThat(note.get("by").asString()).isEqualTo("merchant");
            assertThat(note.get("what").asString()).isEqualTo("cancel");
            assertThat(note.get("why").asString()).isEqualTo("ordered twice");
        });
    }

    @Test
    void aSecondCancelSaysTheSameAndIsNotNotedAgain() {
        cancel("");

        Answer again = cancel("{\"reason\": \"really\"}");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("/status")).isEqualTo("compensating");
        assertThat(order().json().at("/notes")).hasSize(1);
        assertThat(order().json().at("/reasonDetail").isNull()).isTrue();
    }

    @Test
    void anOrderThatHasBeenCancelledSaysSo() {
        cancel("");
        writer.write(List.of(ended(order, 1, 1, Reason.CANCELLED_BY_MERCHANT)));

        Answer again = cancel("");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("/status")).isEqualTo("cancelled");
    }

    @Test
    void anOrderThatIsUndoneForAnotherReasonKeepsIt() {
        decided("abort", "fraud");

        Answer answer = cancel("{\"reason\": \"ordered twice\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("/status")).isEqualTo("compensating");
        assertThat(order().text("/reason")).isEqualTo("fraud");
        assertThat(order().json().at("/notes")).isEmpty();
        writer.write(List.of(ended(order, 1, 1, Reason.FRAUD)));
        assertThat(tooLate(cancel(""))).containsExactly("/problems/too-late-to-cancel", "rejected");
    }

    @Test
    void anOrderThatIsBeingPaidGoesOn() {
        decided("commit", "");

        assertThat(tooLate(cancel(""))).containsExactly("/problems/too-late-to-cancel", "accepted");

        assertThat(standing()).startsWith("commit");
        assertThat(streams.wasAsked(order)).isFalse();
        assertThat(order().json().at("/notes")).isEmpty();
    }

    @Test
    void anOrderWhoseParkedUndoNeedsAttentionIsOnItsWayBackAllTheSame() {
        cancel("");
        writer.write(List.of(step(order, 1, 1, "payment_rollback", "parked")));

        assertThat(cancel("").text("/status")).isEqualTo("needs_attention");
    }

    /** Its decision isn't asked for any more, even if nobody had asked before. */
    @Test
    void anOrderThatHasEndedStaysAsItIs() {
        writer.write(List.of(completed(order, 1, 1)));

        assertThat(tooLate(cancel(""))).containsExactly("/problems/too-late-to-cancel", "completed");

        assertThat(standing()).isEqualTo("none");
    }

    @Test
    void anotherMerchantsOrderCannotBeCancelled() {
        String key = "wb_rival_" + UUID.randomUUID();
        keys.add(key, new Caller("rival", Set.of(Scope.ORDERS)));

        assertThat(cancel(Client.of(port, key), "").status()).isEqualTo(404);

        assertThat(standing()).isEqualTo("none");
        assertThat(demo.send("POST", "/orders/nonsense/cancel", BodyPublishers.noBody()).status()).isEqualTo(404);
    }

    @Test
    void theAnswerDoesNotWaitForRedis() {
        streams.breakDown();
        assertThat(cancel("").status()).isEqualTo(202);
        streams.mend();
        order = demo.post(Samples.order()).id();
        streams.onMend(() -> {
            try {
                hang.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        long start = System.nanoTime();
        assertThat(cancel("").status()).isEqualTo(202);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(standing()).isEqualTo("abort cancelled_by_merchant");
    }

    @Test
    void whatIsNoReasonIsRefusedAndNothingHappens() {
        assertThat(Stream.of("[]", "{\"reason\": 7}", "{\"why\": \"x\"}", "{\"reason\": \"" + "x".repeat(201) + "\"}",
                "{\"reason\": \"a\", \"reason\": \"b\"}", "null", "{\"reason\": true}", "{} {}")
                .map(body -> cancel(body).status())).containsOnly(400);

        assertThat(standing()).isEqualTo("none");
    }

    /** The reason is kept in the ledger, and goes through Redis. */
    @Test
    void aReasonWithACardNumberIsRefusedAndNothingHappens() {
        Answer answer = cancel("{\"reason\": \"4242 4242 4242 4242 was stolen\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/type")).isEqualTo("/problems/card-data-not-accepted");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/reason");
        assertThat(standing()).isEqualTo("none");
    }
}
