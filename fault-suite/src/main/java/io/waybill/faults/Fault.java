package io.waybill.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/** One way to hurt the fleet; made anew for each run, since it remembers what it saw. */
interface Fault {

    /** Two for each of sixteen orders: at the rate at which they arrive here, a notifier hardly has more. */
    long MESSAGES_IN_HAND = 2 * 16;

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
     * How many messages may have been sent a second time because services or their database died, and with them what a
     * notifier was about to write down. How many have isn't seen from outside, so it's as many as can be in hand then. To
     * them come those that were tried again {@linkplain #messagesUnheard for want of an answer}.
     */
    default long repeatedMessages(Scene scene) {
        return 0;
    }

    /** How many messages may have been sent a second time because nobody heard that the first had been taken: a try has two. */
    default long messagesUnheard(Scene scene) throws SQLException {
        return 2L * scene.site().books().messagesTriedAgain(scene.begun());
    }

    /** How long orders go on arriving when nothing is broken any more. */
    default Duration aftermath() {
        return Duration.ofSeconds(3);
    }

    /** How long the fleet may take to come to rest when no more orders arrive. */
    default Duration longestToSettle() {
        return Duration.ofSeconds(150);
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
