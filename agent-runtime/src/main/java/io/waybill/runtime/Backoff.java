package io.waybill.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: anything up to 100 ms x 2^n, at most 30 s ("full jitter", Marc Brooker,
 * <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential Backoff And Jitter</a>).
 */
record Backoff(RandomGenerator random) {

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 30_000;
    private static final int LARGEST_SHIFT = 20;

    /** @param failures so far, from 1 */
    Duration after(int failures) {
        long ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, LARGEST_SHIFT));
        return Duration.ofMillis(random.nextLong(ceiling + 1));
    }
}
