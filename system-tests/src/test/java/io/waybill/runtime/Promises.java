package io.waybill.runtime;

import io.waybill.runtime.Decisions.Standing;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What holds of an order at every moment, and at the end of its history. */
final class Promises {

    private final long quantity;
    private static final String CANCELLED = "cancelled_by_merchant";

    private boolean isCancelled;
    private boolean wasTooLate;
    private @Nullable String end;
    private @Nullable Integer takenWhenAborted;

    /** @param quantity of its goods, as the order says */
    Promises(long quantity) {
        this.quantity = quantity;
    }

    /** The merchant who wanted to cancel was told what stands. */
    void answered(Standing standing) {
        isCancelled |= CANCELLED.equals(standing.reason());
        wasTooLate |= standing.verdict() == Decision.COMMIT;
    }

    boolean isCancelled() {
        return isCancelled;
    }

    /** Which one is broken. */
    Optional<String> brokenBy(Facts facts, boolean nothingInHand) {
        return Optional.ofNullable(broken(facts, nothingInHand));
    }

    private @Nullable String broken(Facts facts, boolean nothingInHand) {
        String now = facts.hasEnded() ? facts.outcome() + " " + facts.reason() : null;
        if (end != null && !end.equals(now)) {
            return "two different ends";
        }
        end = now;
        if (facts.money().taken() > 1) {
            return "charged twice";
        }
        if (facts.aborted() && takenWhenAborted == null) {
            takenWhenAborted = facts.money().taken();
        }
        if (takenWhenAborted != null && facts.money().taken() > takenWhenAborted) {
            return "money was taken after the decision to abort";
        }
        if (facts.money().open() > 1 && facts.generation() == 0) {
            return "two intents under one key";
        }
        if (facts.reserved() != (facts.stockIsHeld() ? quantity : 0)) {
            return "the stock counts another reservation than the order has";
        }
        if (facts.shipments() > 0 && facts.aborted()) {
            return "shipped although aborted";
        }
        if (facts.messages() > 0 && facts.aborted()) {
            return "notified although aborted";
        }
        if (facts.shipments() > 0 && facts.money().kept() == 0) {
            return "shipped without money";
        }
        if (facts.shipments() > 0 && !facts.stockIsHeld()) {
            return "shipped without stock";
        }
        if (facts.aborted() && facts.money().kept() > 0 && facts.isSettled() && nothingInHand) {
            return "charged although aborted";
        }
        return facts.hasEnded() ? brokenByItsEnd(facts) : null;
    }

    private @Nullable String brokenByItsEnd(Facts facts) {
        if (facts.completed()) {
            boolean hasAll = facts.stockIsHeld() && facts.money().kept() == 1 && facts.shipments() == 1;
            return hasAll ? null : "completed without its effects";
        }
        if (facts.shipments() > 0 || facts.stockIsHeld() || facts.money().kept() + facts.money().held() > 0) {
            return "not completed, but something is held";
        }
        if (isCancelled && !CANCELLED.equals(facts.reason())) {
            return "cancel was promised but the order ended otherwise";
        }
        if (wasTooLate && CANCELLED.equals(facts.reason())) {
            return "cancelled although it had been too late";
        }
        return facts.aborted() && Objects.equals(facts.why(), facts.reason())
                ? null
                : "ended otherwise than decided";
    }

    /** Which one is broken when nothing happens any more. */
    Optional<String> brokenAtLast(Facts facts, boolean entriesLeft) {
        if (!facts.hasEnded() || !facts.isSettled()) {
            return Optional.of(facts.hasEnded() ? "never settled" : "never ended");
        }
        if (facts.completed() && facts.messages() < 2) {
            return Optional.of("completed, never notified");
        }
        if (facts.gaps() > 0) {
            return Optional.of("events are missing within a life");
        }
        return entriesLeft ? Optional.of("an entry is pending for ever") : Optional.empty();
    }
}
