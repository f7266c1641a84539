package io.waybill.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What may be expected of the fleet at the time of the check. */
public sealed interface Mode {

    /**
     * The fleet works: orders under way are fine, and only what is wrong at any moment counts, or what has come to rest and
     * is wrong still.
     *
     * @param window how far back orders are looked at, by when they were accepted
     * @param mostOrders the newest that are looked at, so that a check's cost has a bound
     * @param rest how long after its end nothing moves any more at an order
     * @param patience how long a step behind the decision may be tried before somebody is called
     */
    record Online(Duration window, int mostOrders, Duration rest, Duration patience) implements Mode {

        public Online() {
            this(Duration.ofHours(2), 100_000, Duration.ofMinutes(1), Duration.ofHours(1));
        }
    }

    /**
     * The fleet is at rest: everything is final.
     *
     * @param since orders accepted before aren't looked at; stock, streams and parked steps are looked at as a whole
     */
    record Settled(Instant since, Expected expected) implements Mode {

        public Settled(Expected expected) {
            this(Instant.EPOCH, expected);
        }
    }

    /**
     * What only the caller knows.
     *
     * @param parked how much should be parked: the poison that was put in
     * @param duplicates how many messages may have been repeated: the crashes between sending and recording; empty when
     *        nobody counted them, then repetitions aren't judged
     * @param fired how often the fault fired; empty when there was none to fire
     */
    record Expected(int parked, OptionalInt duplicates, OptionalLong fired) {

        public static final Expected NOTHING = new Expected(0, OptionalInt.empty(), OptionalLong.empty());
    }
}
