package io.waybill.gateway;

import static io.waybill.gateway.PlayedFleet.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.gateway.Client.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an order says of itself while it's undone, whatever began that, is what is so. */
class SagaHttpTest {

    private static final PlayedFleet FLEET = new PlayedFleet();
    private static final List<String> UNDOS = List.of("inventory_rollback", "payment_rollback");
    /** Longer than the relay rests. */
    private static final Duration RELAY = Duration.ofSeconds(30);

    private UUID order;

    @AfterAll
    static void stop() {
        FLEET.close();
    }

    @BeforeEach
    void accept() {
        FLEET.forgetAll();
        order = FLEET.order();
    }

    private void done(String... agents) {
        FLEET.done(order, List.of(agents));
    }

    /** As the agent named so does: by the ledger, and then as the ledger says. */
    private void rollbackDecides() {
        String reason = Objects.requireNonNull(FLEET.redis.hget(state(order), "reason"));
        FLEET.ledger.sql("select verdict from ledger.decide(:order, 'abort', :reason, null)").param("order", order)
                .param("reason", reason).query(String.class).single();
        FLEET.says(order, "rollback", "abort", reason);
    }

    private Answer cancel() {
        return FLEET.client.send("POST", "/orders/" + order + "/cancel", BodyPublishers.noBody());
    }

    private void comesTo(String status) {
        await().atMost(RELAY).until(() -> FLEET.status(order).equals(status));
    }

    private List<String> undos() {
        return UNDOS.stream().map(undo -> FLEET.stepStatus(order, undo)).toList();
    }

    private JsonNode step(String agent) {
        return StreamSupport.stream(FLEET.client.get("/orders/" + order).json().get("steps").spliterator(), false)
                .filter(step -> step.get("agent").asString().equals(agent)).findFirst().orElseThrow();
    }

    /** Each undo says how often it was tried, and the order ends when the last one is done, not before. */
    private void isUndoneAndEnds(String end, String reason) {
        comesTo("compensating");
        assertThat(undos()).containsExactly("running", "running");
        FLEET.says(order, "inventory_rollback", "done", "", 3);
        await().until(() -> undos().equals(List.of("done", "running")));
        assertThat(FLEET.status(order)).isEqualTo("compensating");
        FLEET.says(order, "payment_rollback", "done", "", 7);
        comesTo(end);
        assertThat(FLEET.client.get("/orders/" + order).text("/reason")).isEqualTo(reason);
        assertThat(step("inventory_rollback").get("attempts").asInt()).isEqualTo(3);
        assertThat(step("payment_rollback").get("attempts").asInt()).isEqualTo(7);
    }

    @Test
    void anOrderIsUndoneWhenAStepIsRefused() {
        done("validator", "inventory_agent");
        FLEET.says(order, "fraud_agent", "refused", "fraud");
        comesTo("compensating");
        assertThat(undos()).containsExactly("waiting", "waiting");
        rollbackDecides();

        isUndoneAndEnds("rejected", "fraud");

        assertThat(FLEET.stepStatus(order, "inventory_agent")).isEqualTo("undone");
    }

    @Test
    void anOrderIsUndoneWhenAStepBeforeThePointOfNoReturnFailsForGood() {
        done("validator");
        FLEET.says(order, "fraud_agent", "failed", "dependency_failed");
        comesTo("compensating");
        assertThat(FLEET.stepStatus(order, "fraud_agent")).isEqualTo("failed");
        rollbackDecides();

        isUndoneAndEnds("failed", "dependency_failed");
    }

    @Test
    void anOrderIsUndoneWhenItsMerchantCancelsIt() {
        done("validator", "inventory_agent");

        assertThat(cancel().status()).isEqualTo(202);

        assertThat(UNDOS).allSatisfy(undo -> assertThat(FLEET.isSent(order, undo)).isTrue());
        isUndoneAndEnds("cancelled", "cancelled_by_merchant");
    }

    @Test
    void aCancelOutlivesRedis() {
        done("validator");
        assertThat(cancel().status()).isEqualTo(202);

        FLEET.redis.flushall();

        await().atMost(RELAY).until(() -> FLEET.redis.hexists(state(order), "sent:rollback"));
        assertThat(FLEET.isSent(order, "validator")).isFalse();
        FLEET.says(order, "rollback", "abort", "cancelled_by_merchant");
        isUndoneAndEnds("cancelled", "cancelled_by_merchant");
    }

    @Test
    void anOrderIsUndoneWhenItsTimeIsOver() {
        done("validator");
        FLEET.ledger.sql("""
                update orders
                set accepted_at = now() - interval '2 hours', deadline_at = now() - interval '1 hour'
                where id = :order
                """).param("order", order).update();
        await().atMost(RELAY).until(() -> FLEET.isSent(order, "payment_rollback"));

        isUndoneAndEnds("failed", "deadline");
    }

    @Test
    void anOrderWhoseUndoIsParkedNeedsAttentionUntilTheUndoIsDone() {
        done("validator", "inventory_agent", "payment_authorize");
        cancel();
        FLEET.says(order, "payment_rollback", "failed", "dependency_failed", 40);

        comesTo("needs_attention");
        assertThat(undos()).containsExactly("running", "parked");
        assertThat(step("payment_rollback").get("attempts").asInt()).isEqualTo(40);
        FLEET.done(order, List.of("inventory_rollback"));
        await().until(() -> undos().equals(List.of("done", "parked")));
        assertThat(FLEET.status(order)).isEqualTo("needs_attention");
        assertThat(FLEET.client.get("/orders/" + order).json().get("endedAt").isNull()).isTrue();

        String id = FLEET.parked().getFirst().get("id").asString();
        FLEET.client.send("POST", "/ops/parked/" + id + "/replay", BodyPublishers.noBody());

        assertThat(FLEET.status(order)).isEqualTo("compensating");
        assertThat(undos()).containsExactly("done", "running");
        FLEET.done(order, List.of("payment_rollback"));
        comesTo("cancelled");
        assertThat(undos()).containsExactly("done", "done");
    }

    @Test
    void anUndoCannotBeDiscarded() {
        cancel();
        FLEET.says(order, "payment_rollback", "refused", "invalid");
        comesTo("needs_attention");

        String id = FLEET.parked().getFirst().get("id").asString();
        Answer answer = FLEET.client.send("POST", "/ops/parked/" + id + "/discard",
                BodyPublishers.ofString("{\"reason\": \"too much work\"}"));

        assertThat(answer.text("/type")).isEqualTo("/problems/cannot-be-discarded");
        assertThat(FLEET.status(order)).isEqualTo("needs_attention");
        assertThat(FLEET.client.get("/orders/" + order).json().get("notes")).hasSize(1);
    }

    @Test
    void aStepThatIsParkedKeepsNobodyWaitingOnceItsOrderIsCancelled() {
        FLEET.parksEntryOf(order, "validator");
        comesTo("needs_attention");

        assertThat(cancel().text("/status")).isEqualTo("compensating");

        assertThat(FLEET.parked()).isEmpty();
        isUndoneAndEnds("cancelled", "cancelled_by_merchant");
    }

    @Test
    void behindThePointOfNoReturnAFailureIsParkedAndTheOrderIsNotUndone() {
        done("validator", "inventory_agent", "fraud_agent", "payment_authorize");
        FLEET.ledger.sql("select verdict from ledger.decide(:order, 'commit', null, null)").param("order", order)
                .query(String.class).single();
        FLEET.says(order, "payment_capture", "failed", "dependency_failed");

        comesTo("needs_attention");

        assertThat(undos()).containsExactly("", "");
        assertThat(FLEET.isSent(order, "rollback")).isFalse();
        assertThat(cancel().text("/orderStatus")).isEqualTo("needs_attention");
    }
}
