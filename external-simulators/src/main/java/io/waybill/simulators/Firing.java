package io.waybill.simulators;

import java.util.SplittableRandom;

/** Which of the requests that a fault matches it strikes. They are numbered from 0 in the order they arrive. */
sealed interface Firing {

    boolean strikes(long number);

    record First(long count) implements Firing {
        @Override
        public boolean strikes(long number) {
            return number < count;
        }
    }

    /** Draws each number's lot from the seed: the same numbers are struck in every run. */
    record Share(double rate, long seed) implements Firing {
        private static final long STRIDE = 0x9E3779B97F4A7C15L;

        @Override
        public boolean strikes(long number) {
            return rate >= 1 || new SplittableRandom(seed + number * STRIDE).nextDouble() < rate;
        }
    }
}
