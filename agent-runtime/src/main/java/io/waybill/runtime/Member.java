package io.waybill.runtime;

import java.time.Duration;
import java.util.Set;

/** This instance's part in one group. */
interface Member {

    Group group();

    /** Reads once and sees to what came. Waits a moment when there's nothing to read or no room. */
    void turn() throws InterruptedException;

    /** Entries may be pending to this instance that it hasn't seen: the next turns look through them. */
    void lookAgain();

    /** These are dead and have left something in this group: the next turns claim it, as far as there's room. */
    void inherit(Set<String> dead);

    /** How many entries it holds. */
    int inHand();

    /** Lets what has begun end, but no longer than this, and gives the rest back. No turn is taken meanwhile or after. */
    void finish(Duration longest) throws InterruptedException;
}
