package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class NotesTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();
    private static final JdbcClient PAYMENT = JdbcClient.create(DATABASE.connectedAs("payment"));
    private static final Caller CALLER = new Caller("demo", Set.of(Scope.ORDERS, Scope.OPS));

    private final Notes notes = new Notes(DATABASE.ledger);
    private final UUID order = DATABASE.accepted();

    private static void note(JdbcClient role, @Nullable UUID order, String author, String why, @Nullable String key) {
        role.sql("select ledger.note(:order, :author, 'payment_capture', 'late_payment_refunded', :why, :key)")
                .param("order", order).param("author", author).param("why", why).param("key", key)
                .query(rows -> {});
    }

    @Test
    void whatWasDoneAboutAnOrderIsToldInItsSequence() {
        notes.add(order, null, CALLER.asMerchant(), Deed.CANCEL, "sold out elsewhere");
        notes.add(order, "notifier", CALLER.asOperator(), Deed.REPLAY, null);
        note(PAYMENT, order, "payment_agent", "pi_1 had succeeded", "evt_1");

        assertThat(notes.of(order)).extracting(Note::by, Note::agent, Note::what, Note::why).containsExactly(
                tuple("merchant:demo", null, "cancel", "sold out elsewhere"),
                tuple("operator:demo", "notifier", "replay", null),
                tuple("payment_agent", "payment_capture", "late_payment_refunded",
                        "pi_1 had succeeded"));
    }

    @Test
    void aNoteIsOlderThanWhateverComesOfWhatItTellsOf() {
        OffsetDateTime begun = Objects.requireNonNull(DATABASE.transaction.execute(_ -> {
            var now = DATABASE.ledger.sql("select now()").query(OffsetDateTime.class).single();
            notes.add(order, "notifier", CALLER.asOperator(), Deed.REPLAY, null);
            return now;
        }));

        assertThat(notes.of(order)).extracting(Note::at).containsExactly(begun.toInstant());
    }

    @Test
    void theOrderShowsThemAndNotWhoseKeyTheOperatorHas() {
        notes.add(order, "notifier", new Caller("night-shift", Set.of(Scope.OPS)).asOperator(), Deed.DISCARD, "spam");
        notes.add(DATABASE.accepted(), null, CALLER.asOperator(), Deed.REPLAY, "of another order");

        OrderView view = new OrderReader(DATABASE.queries, DATABASE.pipelines, (_, _) -> UnderWay.UNKNOWN, notes)
                .find("demo", order)
                .orElseThrow();

        assertThat(view.notes()).extracting(OrderView.Note::by, OrderView.Note::what, OrderView.Note::why)
                .containsExactly(tuple("operator", "discard", "spam"));
    }

    @Test
    void whatAServiceNotesTwiceUnderOneKeyIsNotedOnce() {
        note(PAYMENT, order, "payment_agent", "first", "evt_1");
        note(PAYMENT, order, "payment_agent", "again", "evt_1");
        note(PAYMENT, order, "payment_agent", "another", "evt_2");
        note(PAYMENT, DATABASE.accepted(), "payment_agent", "another order", "evt_1");

        assertThat(notes.of(order)).extracting(Note::why).containsExactly("first", "another");
    }

    @Test
    void aServiceIsNotKeptFromItsEffectByLongWords() {
        note(PAYMENT, order, "payment_agent", "x".repeat(501), null);

        assertThat(notes.of(order)).extracting(Note::why).containsExactly("x".repeat(500));
    }

    @Test
    void noServiceSpeaksForAnOperatorOrOfNoOrder() {
        for (String author : List.of("operator:demo", "operator", "merchant")) {
            assertThatThrownBy(() -> note(PAYMENT, order, author, "forged", null)).rootCause()
                    .hasMessageContaining("an agent as its author");
        }
        assertThatThrownBy(() -> note(PAYMENT, null, "payment_agent", "of nothing", null)).rootCause()
                .hasMessageContaining("needs an order");
    }

    @Test
    void onlyPaymentNotesAndEvenItSeesNoNote() {
        JdbcClient inventory = JdbcClient.create(DATABASE.connectedAs("inventory"));

        assertThatThrownBy(() -> note(inventory, order, "inventory_agent", "", null)).rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> PAYMENT.sql("select count(*) from ledger.note").query().singleValue()).rootCause()
                .hasMessageContaining("permission denied");
    }
}
