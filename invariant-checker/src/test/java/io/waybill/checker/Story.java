package io.waybill.checker;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What happened to one order, written down as the services do it: 2 widgets for 25.50 USD. */
final class Story {

    static final String PIPELINE = "standard";
    static final String CHARGING = "charging";

    private static final AtomicInteger IDS = new AtomicInteger();

    private final Tables tables;
    private final Outside outside;
    final UUID id;
    final String intent;
    private int life = 1;
    private int seq;

    private Story(Tables tables, Outside outside, UUID id) {
        this.tables = tables;
        this.outside = outside;
        this.id = id;
        this.intent = "pi_" + id;
    }

    static UUID newId() {
        return new UUID(OrderIds.from(Instant.now()).getMostSignificantBits() | 0x7000 | IDS.incrementAndGet(),
                0x8000_0000_0000_0000L);
    }

    static void prepare(Tables tables) {
        pipeline(tables, PIPELINE, """
                {"first": "validator", "after:validator": "", "after:inventory_agent": "validator",
                 "after:fraud_agent": "validator", "after:payment_authorize": "validator",
                 "after:payment_capture": "inventory_agent,fraud_agent,payment_authorize",
                 "after:tracking_agent": "payment_capture", "after:notifier": "tracking_agent",
                 "main": "validator,inventory_agent,fraud_agent,payment_authorize,payment_capture,tracking_agent",
                 "trailing": "notifier", "before": "validator,inventory_agent,fraud_agent,payment_authorize",
                 "pivot": "payment_capture", "undos": "inventory_rollback,payment_rollback"}
                """);
        pipeline(tables, CHARGING, """
                {"first": "validator", "after:validator": "", "after:inventory_agent": "validator",
                 "after:fraud_agent": "validator", "after:payment_agent": "inventory_agent,fraud_agent",
                 "after:tracking_agent": "payment_agent", "after:notifier": "tracking_agent",
                 "main": "validator,inventory_agent,fraud_agent,payment_agent,tracking_agent", "trailing": "notifier",
                 "before": "validator,inventory_agent,fraud_agent", "pivot": "payment_agent",
                 "undos": "inventory_rollback"}
                """);
        tables.sql.sql("insert into inventory.stock (sku, on_hand) values ('WIDGET', 1000), ('GADGET', 10)").update();
    }

    private static void pipeline(Tables tables, String hash, String plan) {
        tables.sql.sql("""
                insert into ledger.pipeline (hash, definition, plan)
                values (:hash, '{}', cast(:plan as jsonb))
                """).param("hash", hash).param("plan", plan).update();
    }

    static Story accepted(Tables tables, Outside outside) {
        return accepted(tables, outside, PIPELINE);
    }

    static Story accepted(Tables tables, Outside outside, String pipeline) {
        var story = new Story(tables, outside, newId());
        tables.sql.sql("""
                insert into ledger.orders
                  (id, merchant, reference, currency, total, payload, pipeline, partition, trace_parent, deadline_at)
                values (:id, 'demo', 'PO-1', 'USD', 2550,
                  '{"lines": [{"sku": "WIDGET", "quantity": 2, "unitPrice": 1275}]}', :pipeline, 0, '00',
                  now() + interval '1 hour')
                """).param("id", story.id).param("pipeline", pipeline).update();
        tables.sql.sql("""
                insert into ledger.idempotency_key (merchant, route, key, fingerprint, order_id)
                values ('demo', 'POST /orders', :key, sha256(''), :id)
                """).param("key", "key of " + story.id).param("id", story.id).update();
        return story;
    }

    Story nextLife() {
        life++;
        seq = 0;
        return update("update ledger.orders set life = life + 1 where id = :id");
    }

    Story did(String agent) {
        return step(agent, "done", null);
    }

    Story step(String agent, String status, @Nullable String reason) {
        return event("step", agent, status, reason, false);
    }

    Story parked(String agent, String cause) {
        step(agent, "parked", cause);
        tables.sql.sql("""
                insert into ledger.parked (order_id, agent, life, seq, cause, since)
                values (:id, :agent, :life, :seq, :cause, now())
                """).param("id", id).param("agent", agent).param("life", life).param("seq", seq)
                .param("cause", cause).update();
        return this;
    }

    Story discarded() {
        return update("""
                update ledger.parked set resolution = 'discarded', resolved_at = now(), resolved_by = 'demo'
                where order_id = :id
                """);
    }

    Story event(String kind, @Nullable String agent, @Nullable String status, @Nullable String reason, boolean fork) {
        tables.sql.sql("""
                insert into ledger.event (order_id, life, seq, kind, at, agent, status, reason, attempts, is_fork)
                values (:id, :life, :seq, :kind, now(), :agent, :status, :reason, 1, :fork)
                """).param("id", id).param("life", life).param("seq", fork ? seq : ++seq).param("kind", kind)
                .param("agent", agent).param("status", status).param("reason", reason).param("fork", fork).update();
        return this;
    }

    Story decided(String verdict, @Nullable String reason) {
        tables.sql.sql("select ledger.decide(:id, :verdict, :reason, null)").param("id", id).param("verdict", verdict)
                .param("reason", reason).query().listOfRows();
        return this;
    }

    Story reserved() {
        return update("select inventory.reserve(:id, array['WIDGET'], array[2])");
    }

    Story held() {
        outside.held(id, intent, "requires_capture");
        return update(
                "insert into payment.payment (order_id, intent_id, state) values (:id, '" + intent + "', 'intended')");
    }

    Story captured() {
        outside.forget("authorizations", id);
        outside.held(id, intent, "captured");
        outside.charged(id, intent, 2550, 0, "USD");
        return update("update payment.payment set state = 'captured' where order_id = :id");
    }

    Story shipped() {
        return update("""
                insert into tracking.shipment (order_id, tracking_number, carrier, country)
                values (:id, tracking.s10(nextval('tracking.serial'), 'GB'), 'post', 'GB')
                """);
    }

    Story told() {
        outside.mailed(id);
        outside.posted(id);
        return update("""
                insert into notifier.message (order_id, channel, provider_id)
                values (:id, 'mail', 'm'), (:id, 'slack', 's')
                """);
    }

    Story undone() {
        outside.forget("authorizations", id);
        update("select inventory.release(:id)");
        return update("""
                insert into payment.payment (order_id, state) values (:id, 'undone')
                on conflict (order_id) do update set state = 'undone'
                """);
    }

    Story ended(String outcome, @Nullable String reason) {
        event("ended", null, null, reason, false);
        tables.sql.sql("""
                update ledger.orders set outcome = :outcome, reason = :reason, ended_at = now() where id = :id
                """).param("id", id).param("outcome", outcome).param("reason", reason).update();
        return this;
    }

    Story settled() {
        event("settled", null, null, null, false);
        return update("update ledger.orders set settled_at = now() where id = :id");
    }

    private Story update(String statement) {
        if (statement.startsWith("select")) {
            tables.sql.sql(statement).param("id", id).query().listOfRows();
        } else {
            tables.sql.sql(statement).param("id", id).update();
        }
        return this;
    }

    Story prepared() {
        return did("validator").reserved().held().did("payment_authorize").did("inventory_agent").did("fraud_agent");
    }

    Story paid() {
        return prepared().decided("commit", null).captured().did("payment_capture");
    }

    Story completed() {
        return paid().shipped().did("tracking_agent").ended("completed", null).told().did("notifier").settled();
    }

    Story undoneFor(String outcome, String reason) {
        return undone().did("inventory_rollback").did("payment_rollback").ended(outcome, reason).settled();
    }

    Story declined() {
        return did("validator").reserved().did("inventory_agent").held()
                .step("payment_authorize", "refused", "payment_declined").decided("abort", "payment_declined")
                .event("decided", "rollback", "abort", "payment_declined", false)
                .undoneFor("rejected", "payment_declined").did("fraud_agent");
    }
}
