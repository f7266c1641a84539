package io.waybill.runtime;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The turns for the worse that an order's way can take: which, how often and from when on is drawn beforehand. */
final class Turns {

    /** In so many moves anything may happen; then the order must come to its end. */
    private static final int STORM = 40;
    private static final int[] SHOTS = {0, 0, 0, 1, 1, 2};

    private final Map<Turn, Integer> left = new EnumMap<>(Turn.class);
    private final Map<Turn, Integer> from = new EnumMap<>(Turn.class);
    private final Set<Turn> taken = EnumSet.noneOf(Turn.class);

    /** What can happen on the way. */
    enum Turn {
        /** An entry is delivered to another instance, too. */
        TWICE,
        /** An entry is delivered after its outcome was recorded. */
        LATE,
        /** A delivery stands still until all the others are through. */
        SLEEPS,
        /** A delivery ends without an outcome: an exception, or the death of its process. */
        DIES,
        /** A delivery fails for good, before its effect or behind it. */
        FAILS,
        /** A step behind the pivot refuses. */
        REFUSES,
        /** The merchant cancels. */
        CANCEL,
        /** The deadline passes. */
        DEADLINE,
        /** The bank gives back what is held. */
        HOLD_EXPIRES,
        /** The relay looks after the order though nothing is lost. */
        RELAY,
        /** A parked message is discarded. */
        DISCARD
    }

    Turns(Random random) {
        for (Turn turn : Turn.values()) {
            left.put(turn, SHOTS[random.nextInt(SHOTS.length)]);
            from.put(turn, random.nextInt(STORM));
        }
    }

    /** @param moves how many have been made */
    boolean isDue(Turn turn, int moves) {
        return from.getOrDefault(turn, 0) <= moves && moves < STORM && left.getOrDefault(turn, 0) > 0;
    }

    void take(Turn turn) {
        left.merge(turn, -1, Integer::sum);
        taken.add(turn);
    }

    Set<Turn> taken() {
        return taken;
    }
}
