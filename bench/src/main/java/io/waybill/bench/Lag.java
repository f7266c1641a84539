package io.waybill.bench;

import java.time.Duration;

/**
 * How well the generator kept to its plan. Latencies count from the intended start, so a late one makes no figure better; but
 * when many are late, the load was another one than the run says.
 *
 * @param orders how many were sent
 * @param late how many of them more than {@link #TOLERATED} after their intended start
 * @param worst the latest
 */
record Lag(long orders, long late, Duration worst) {

    /** Some turns of the processor's queue on a busy machine. */
    static final Duration TOLERATED = Duration.ofMillis(20);

    static final Lag NONE = new Lag(0, 0, Duration.ZERO);

    private static final double MOST = 0.01;

    double share() {
        return orders == 0 ? 0 : (double) late / orders;
    }

    /** Whether no more than 1 % were late; the figures of a run that isn't valid mustn't be used. */
    boolean isValid() {
        return share() <= MOST;
    }

    Lag and(Duration lateness) {
        return new Lag(orders + 1, late + (lateness.compareTo(TOLERATED) > 0 ? 1 : 0),
                lateness.compareTo(worst) > 0 ? lateness : worst);
    }

    @Override
    public String toString() {
        return "%.1f %% of %d orders were sent more than %d ms late, at most %d ms: %s".formatted(100 * share(), orders,
                TOLERATED.toMillis(), worst.toMillis(), isValid() ? "valid" : "INVALID");
    }
}
