package io.waybill.runtime;

import io.waybill.contracts.Reason;
import io.waybill.runtime.Decisions.Standing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the tables and the payment provider would hold of one order, in memory and by the same rules: the first to ask
 * decides, what is undone leaves a mark that refuses the effect that comes late, and only the pivot turns commit into abort.
 * Each method is one durable action.
 */
final class Books {

    private final Fate fate;
    private @Nullable Standing decision;
    private Stock stock = Stock.NONE;
    private Intent intent = Intent.NONE;
    private boolean isPaymentUndone;
    private @Nullable Reason declined;
    private boolean wasFlipped;
    private int shipments;
    private int messages;

    /** The order's reservation. */
    enum Stock {
        NONE, HELD, RELEASED
    }

    /** The order's payment at the provider; created it holds nothing. */
    enum Intent {
        NONE, CREATED, HELD, TAKEN, CANCELED, REFUNDED
    }

    Books(Fate fate) {
        this.fate = fate;
    }

    Standing decide(Decision verdict, @Nullable String reason, @Nullable String detail) {
        if (decision == null) {
            decision = new Standing(verdict, reason, detail);
        }
        return decision;
    }

    /** Turns commit into abort; whoever flips first says why. */
    Standing flip() {
        if (decide(Decision.COMMIT, null, null).verdict() == Decision.COMMIT) {
            Reason reason = Objects.requireNonNullElse(declined, Reason.AUTHORIZATION_EXPIRED);
            wasFlipped = true;
            decision = new Standing(Decision.ABORT, reason.code(), null);
        }
        return decide(Decision.COMMIT, null, null);
    }

    /** @return whether the order has its goods */
    boolean reserve() {
        if (stock == Stock.NONE && !fate.isSoldOut()) {
            stock = Stock.HELD;
        }
        return stock == Stock.HELD;
    }

    void release() {
        stock = Stock.RELEASED;
    }

    /** @return false when the payment has been undone: then there is no intent, or nothing is done with it any more */
    boolean intend() {
        if (!isPaymentUndone && intent == Intent.NONE) {
            intent = Intent.CREATED;
        }
        return !isPaymentUndone;
    }

    /** Asks the card to hold the money. */
    Intent confirm() {
        return pay(Intent.CREATED, Intent.HELD, fate.cardRefuses());
    }

    /** Takes what is held. */
    Intent capture() {
        return pay(Intent.HELD, Intent.TAKEN, fate.captureFails() ? Reason.PAYMENT_DECLINED : null);
    }

    private Intent pay(Intent before, Intent after, @Nullable Reason refusal) {
        if (intent == before) {
            declined = refusal;
            intent = refusal == null ? after : before;
        }
        return intent;
    }

    /** Sees to it that no money can be taken any more, unless it was. */
    Intent cancel() {
        isPaymentUndone |= intent == Intent.NONE;
        if (intent == Intent.CREATED || intent == Intent.HELD) {
            intent = Intent.CANCELED;
        }
        return intent;
    }

    void undoPayment() {
        isPaymentUndone = true;
    }

    void giveBack() {
        intent = switch (intent) {
            case CREATED, HELD -> Intent.CANCELED;
            case TAKEN -> Intent.REFUNDED;
            case NONE, CANCELED, REFUNDED -> intent;
        };
    }

    /** The bank gives back what is held. */
    void expireHold() {
        intent = intent == Intent.HELD ? Intent.CANCELED : intent;
    }

    void ship() {
        shipments = 1;
    }

    void write() {
        messages = 1;
    }

    Fate fate() {
        return fate;
    }

    @Nullable
    Standing decision() {
        return decision;
    }

    /** Why the card or the bank said no; null when they didn't. */
    @Nullable
    Reason declined() {
        return declined;
    }

    /** Whether the pivot has turned commit into abort. */
    boolean wasFlipped() {
        return wasFlipped;
    }

    boolean isHolding() {
        return intent == Intent.HELD;
    }

    boolean aborted() {
        return decision != null && decision.verdict() == Decision.ABORT;
    }

    boolean hasAll() {
        return stock == Stock.HELD && intent == Intent.TAKEN && shipments == 1;
    }

    boolean hasNothing() {
        return stock != Stock.HELD && intent != Intent.HELD && intent != Intent.TAKEN && shipments + messages == 0;
    }

    boolean hasShippedWrongly() {
        return shipments > 0 && !(hasAll() && !aborted());
    }

    boolean hasWritten() {
        return messages > 0;
    }

    @Override
    public String toString() {
        return "decision %s, stock %s, payment %s%s, %d shipments, %d messages".formatted(decision, stock, intent,
                isPaymentUndone ? " undone" : "", shipments, messages);
    }
}
