package io.waybill.runtime;

import java.util.Locale;

/** One thing that may happen next in a history. */
record Move(Kind kind, String what, Act act) {

    /** What sort of thing it is. */
    enum Kind {
        /** An entry is delivered, maybe while an earlier delivery of it is still in hand. */
        DELIVER(false),
        /** The ledger reads events. */
        LEDGER(false),
        /** The relay looks after the order. */
        RELAY(false),
        /** A parked step is sent again. */
        REPLAY(false),
        /** What is in hand goes on to its next durable action. */
        GO_ON(false),
        /** The process dies that had it in hand. */
        KILL(true),
        /** What is in hand fails for good. */
        FAIL(true),
        /** The answer to what was done last is lost. */
        LOSE_ANSWER(true),
        /** The merchant cancels. */
        CANCEL(true),
        /** Redis is emptied. */
        FLUSH(true),
        /** Redis is set back to an earlier moment. */
        REVERT(true),
        /** The state of an order that has settled is gone after a day. */
        EXPIRE(true),
        /** The bank gives back what is held. */
        HOLD_EXPIRES(true);

        final boolean isMisfortune;

        Kind(boolean isMisfortune) {
            this.isMisfortune = isMisfortune;
        }
    }

    /** What happens then. */
    interface Act {
        void happen() throws Exception;
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return what.isEmpty() ? name : name + " " + what;
    }
}
