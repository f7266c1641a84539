package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.List;

/** This instance's part in one group. */
interface Member {

    Group group();

    /** Reads once and sees to what came. */
    void turn() throws InterruptedException;

    /** Sees to entries that are pending to this instance already. */
    void take(List<StreamMessage<String, String>> messages) throws InterruptedException;

    /** Entries may be pending to this instance that it hasn't seen: the next turns look through them. */
    void lookAgain();

    /** How many entries of a dead peer could be taken now. */
    int room();

    /** Lets what runs end, but no longer than this; the rest stays pending for a peer. */
    void stop(Duration longest) throws InterruptedException;
}
