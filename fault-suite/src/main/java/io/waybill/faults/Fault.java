package io.waybill.faults;

import java.util.function.Supplier;

/** One way to hurt the fleet; made anew for each run, since it remembers what it saw. */
interface Fault {

    /** Hurts and heals while orders arrive. Waits as long as the hurt is to last; when it returns, nothing is broken any more. */
    void strike(Scene scene) throws Exception;

    /** What was seen of the fault's own bound; asked when everything has settled. */
    Seen seen(Scene scene) throws Exception;

    /** What arrives meanwhile. */
    default Supplier<Wish> wishes(Scene scene) {
        return scene.mix();
    }

    /** How many entries or steps are parked for a person, as they should be. */
    default int parks() {
        return 0;
    }

    /**
     * Whether services or their database die, and with them perhaps what a notifier was about to write down; then messages
     * may be sent again, as often as that happened, which can't be seen from outside. Otherwise only what was tried again,
     * for want of an answer, may have been sent again.
     */
    default boolean mayRepeatMessages() {
        return false;
    }

    /** Leaves the fleet as the next fault wants to find it; called after the invariants were checked, or can't be. */
    default void tidy(Scene scene) throws Exception {}

    /** It can't be made on this machine. */
    final class NotHere extends RuntimeException {

        NotHere(String reason) {
            super(reason);
        }
    }
}
