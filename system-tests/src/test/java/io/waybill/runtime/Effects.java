package io.waybill.runtime;

import io.waybill.contracts.Reason;
import io.waybill.runtime.Books.Intent;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Delivery.Why;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each agent does to the books, one durable action after the other, as the real ones do it. */
record Effects(Books books) {

    /** One of them; null when the agent goes on to the next. */
    interface Action {
        @Nullable
        Outcome act();
    }

    /** @param why what the order is to be undone for; only the agent that asks for the decision gets it */
    List<Action> of(String agent, @Nullable Why why) {
        Fate fate = books.fate();
        return switch (agent) {
            case "validator" -> List.of(() -> yes(!fate.isInvalid(), Reason.INVALID));
            case "inventory_agent" -> List.of(() -> yes(books.reserve(), Reason.OUT_OF_STOCK));
            case "fraud_agent" -> List.of(() -> yes(!fate.isFraud(), Reason.FRAUD));
            case "payment_authorize" ->
                List.of(() -> books.intend() ? null : refused(Reason.PAYMENT_DECLINED), this::hold);
            case "payment_capture" ->
                List.of(this::commit, () -> doneWhenTaken(books.capture()), this::cancel, this::flip);
            case "payment_agent" ->
                List.of(this::commit, () -> next(books::intend), this::charge, this::cancel, this::flip);
            case "tracking_agent" -> List.of(() -> done(books::ship));
            case "notifier" -> List.of(() -> done(books::write));
            case "rollback" -> List.of(() -> decided(Objects.requireNonNull(why)));
            case "inventory_rollback" -> List.of(this::ifAborted, () -> done(books::release));
            case "payment_rollback" ->
                List.of(this::ifAborted, () -> next(books::undoPayment), () -> done(books::giveBack));
            default -> throw new IllegalArgumentException(agent);
        };
    }

    private Outcome hold() {
        Intent intent = books.confirm();
        return intent == Intent.HELD || intent == Intent.TAKEN
                ? Outcome.done()
                : refused(Objects.requireNonNullElse(books.declined(), Reason.AUTHORIZATION_EXPIRED));
    }

    /** One call at the provider: both or neither. */
    private @Nullable Outcome charge() {
        return books.confirm() == Intent.HELD ? doneWhenTaken(books.capture()) : doneWhenTaken(books.confirm());
    }

    private @Nullable Outcome commit() {
        Standing standing = books.decide(Decision.COMMIT, null, null);
        return standing.verdict() == Decision.COMMIT ? null : undone(standing);
    }

    private @Nullable Outcome cancel() {
        return doneWhenTaken(books.cancel());
    }

    private Outcome flip() {
        return undone(books.flip());
    }

    private @Nullable Outcome ifAborted() {
        Standing standing = books.decide(Decision.ABORT, Reason.DEPENDENCY_FAILED.code(), null);
        return standing.verdict() == Decision.COMMIT ? Outcome.done() : null;
    }

    private Outcome decided(Why why) {
        Standing standing = books.decide(Decision.ABORT, why.reason(), why.detail());
        return new Outcome.Decided(standing.verdict(), standing.reason(), standing.detail());
    }

    private static @Nullable Outcome doneWhenTaken(Intent intent) {
        return intent == Intent.TAKEN ? Outcome.done() : null;
    }

    private static Outcome undone(Standing standing) {
        return refused(Reason.of(Objects.requireNonNull(standing.reason())));
    }

    private static @Nullable Outcome next(Runnable effect) {
        effect.run();
        return null;
    }

    private static Outcome done(Runnable effect) {
        effect.run();
        return Outcome.done();
    }

    private static Outcome yes(boolean yes, Reason orElse) {
        return yes ? Outcome.done() : refused(orElse);
    }

    private static Outcome refused(Reason reason) {
        return Outcome.refused(reason, null);
    }
}
