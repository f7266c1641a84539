package io.waybill.payment;

import io.waybill.payment.PaymentTable.Payment;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events that came and what came of them. Each method is one statement and one commit. */
@Repository
class WebhookEvents {

    private final JdbcClient database;

    WebhookEvents(JdbcClient database) {
        this.database = database;
    }

    /** What came of an event. */
    enum Effect {
        /** It's about nothing that is ours to see to. */
        IGNORED,
        /** Stripe doesn't know its intent. Not kept. */
        UNKNOWN,
        /** The order is under way: its agents see to it. Not kept. */
        UNDER_WAY,
        /** Its order is undone, and the intent held nothing. */
        NOTHING,
        /** What was held has been given back. */
        VOIDED,
        /** What was taken has been given back. */
        REFUNDED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param effect what came of the event when it came before; null when it didn't
     * @param orderId whose intent it is; null when nobody has stored it
     * @param payment that order's
     */
    record Look(@Nullable Effect effect, @Nullable UUID orderId, @Nullable Payment payment) {}

    Look look(WebhookEvent event) {
        return database.sql("""
                select e.effect, p.order_id, p.intent_id, p.state, p.generation
                  from (values (:event, :intent)) as told (event, intent)
                  left join payment.webhook_event e on e.id = told.event
                  left join payment.payment p on p.intent_id = told.intent
                """)
                .param("event", event.id()).param("intent", event.intentId())
                .query((row, number) -> new Look(
                        row.getString("effect") == null
                                ? null
                                : Effect.valueOf(row.getString("effect").toUpperCase(Locale.ROOT)),
                        row.getObject("order_id", UUID.class),
                        row.getString("state") == null ? null : PaymentTable.PAYMENT.mapRow(row, number)))
                .single();
    }

    /** Keeps an event that asked for nothing. May be called twice. */
    void keep(WebhookEvent event, Effect effect) {
        database.sql("""
                insert into payment.webhook_event (id, type, intent, effect)
                values (:event, :type, :intent, :effect)
                on conflict (id) do nothing
                """)
                .param("event", event.id()).param("type", event.type()).param("intent", event.intentId())
                .param("effect", effect.code()).update();
    }

    /** Keeps an event with a note of its effect in the order's timeline. May be called twice: the note has the intent as its key. */
    void keep(WebhookEvent event, Effect effect, UUID orderId, String why) {
        database.sql("""
                with kept as (
                  insert into payment.webhook_event (id, type, intent, effect)
                  values (:event, :type, :intent, :effect)
                  on conflict (id) do nothing
                  returning effect
                )
                select ledger.note(:order, 'payment_agent', 'payment_rollback', 'late_payment_' || kept.effect, :why,
                                   'late_payment:' || :intent)
                  from kept
                """)
                .param("event", event.id()).param("type", event.type()).param("intent", event.intentId())
                .param("effect", effect.code()).param("order", orderId).param("why", why)
                .query((row, _) -> row.getRow()).list();
    }
}
