package io.waybill.payment;

import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions.Standing;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The order's one payment. Each method is one statement and one commit. */
@Repository
class PaymentTable {

    static final RowMapper<Payment> PAYMENT = (row, _) -> new Payment(row.getString("intent_id"),
            State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getInt("generation"));

    private final JdbcClient database;

    PaymentTable(JdbcClient database) {
        this.database = database;
    }

    /** How far the order's money has come. */
    enum State {
        INTENDED, CAPTURING, CAPTURED, UNDONE
    }

    /** @param intentId null while none could be created, and in a tombstone */
    record Payment(@Nullable String intentId, State state, int generation) {}

    Optional<Payment> find(UUID orderId) {
        return database.sql("select intent_id, state, generation from payment.payment where order_id = :order")
                .param("order", orderId).query(PAYMENT).optional();
    }

    /**
     * Stores the intent as the order's only one.
     *
     * @return whether it is that now; false when the order has a row already: another intent, this one, or a tombstone
     */
    boolean store(UUID orderId, String intentId) {
        return database
                .sql("""
                        insert into payment.payment as standing (order_id, intent_id, state) values (:order, :intent, 'intended')
                        on conflict (order_id) do update set intent_id = excluded.intent_id, changed_at = now()
                         where standing.intent_id is null and standing.state = 'intended'
                        """)
                .param("order", orderId).param("intent", intentId).update() == 1;
    }

    /** @param before the order's payment as it was when the decision was asked for; null when there was none */
    record Asked(Standing standing, @Nullable Payment before) {}

    /** Asks for the order to be committed and, when it is, notes that its money is about to be taken: in one commit. */
    Asked commit(UUID orderId) {
        return database.sql("""
                with decision as materialized (
                  select verdict, reason, detail from ledger.decide(:order, 'commit', null, null)
                ), noted as (
                  update payment.payment set state = 'capturing', changed_at = now()
                   where order_id = :order and state = 'intended' and intent_id is not null
                     and exists (select from decision where verdict = 'commit')
                )
                select decision.verdict, decision.reason, decision.detail,
                       before.intent_id, before.state, before.generation
                  from decision left join payment.payment before on before.order_id = :order
                """)
                .param("order", orderId)
                .query((row, number) -> new Asked(new Standing(Decision.of(row.getString("verdict")),
                        row.getString("reason"), row.getString("detail")),
                        row.getString("state") == null ? null : PAYMENT.mapRow(row, number)))
                .single();
    }

    /** May be called twice. */
    void captured(UUID orderId) {
        database.sql("""
                update payment.payment set state = 'captured', changed_at = now()
                 where order_id = :order and state <> 'captured'
                """)
                .param("order", orderId).update();
    }

    /** A new generation of idempotency keys, for when the last one is known to have had no effect that counts. */
    int raiseGeneration(UUID orderId) {
        return database.sql("""
                insert into payment.payment as standing (order_id, state, generation) values (:order, 'intended', 1)
                on conflict (order_id) do update set generation = standing.generation + 1, changed_at = now()
                returning generation
                """)
                .param("order", orderId).query(Integer.class).single();
    }

    /**
     * Marks the order's money as undone, with a tombstone where there was none, so that an intent that comes late is refused.
     * May be called twice.
     *
     * @return the intent that is to be canceled or refunded; empty when there never was one
     */
    Optional<String> undone(UUID orderId) {
        return database.sql("""
                insert into payment.payment (order_id, state) values (:order, 'undone')
                on conflict (order_id) do update set state = 'undone', changed_at = now()
                returning intent_id
                """)
                .param("order", orderId).query((row, _) -> Optional.ofNullable(row.getString("intent_id"))).single();
    }
}
