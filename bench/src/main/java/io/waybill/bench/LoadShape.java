package io.waybill.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * When orders arrive, said before the first one does: nothing that happens later moves an arrival. Within a phase the rate
 * goes from one value to another in a straight line, and the orders are spread as evenly as that allows.
 */
record LoadShape(List<Phase> phases) {

    /** @param from orders per second at its beginning, {@code to} at its end */
    record Phase(Duration length, double from, double to) {

        Phase {
            if (length.isNegative() || length.isZero() || from < 0 || to < 0) {
                throw new IllegalArgumentException(
                        "A phase takes time and has no rate below 0, not %s from %s to %s orders/s".formatted(length,
                                from, to));
            }
        }

        private double seconds() {
            return length.toNanos() / 1e9;
        }

        private double orders() {
            return (from + to) / 2 * seconds();
        }

        /**
         * The moment at which so many orders have arrived: {@code from t + (to - from) t² / 2 length = orders}, solved in the
         * form that stays exact when the rate hardly changes.
         */
        private double secondsUntil(double orders) {
            double slope = (to - from) / seconds();
            return orders == 0 ? 0 : 2 * orders / (from + Math.sqrt(from * from + 2 * slope * orders));
        }
    }

    LoadShape {
        phases = List.copyOf(phases);
    }

    static LoadShape constant(double perSecond, Duration length) {
        return ramp(perSecond, perSecond, length);
    }

    static LoadShape ramp(double from, double to, Duration length) {
        return new LoadShape(List.of(new Phase(length, from, to)));
    }

    /** The usual rate, so many times that, and the usual rate again. */
    static LoadShape spike(double usual, double times, Duration before, Duration spike, Duration after) {
        return new LoadShape(List.of(new Phase(before, usual, usual), new Phase(spike, usual * times, usual * times),
                new Phase(after, usual, usual)));
    }

    Duration length() {
        return phases.stream().map(Phase::length).reduce(Duration.ZERO, Duration::plus);
    }

    long orders() {
        return (long) Math.floor(phases.stream().mapToDouble(Phase::orders).sum() + 1e-6);
    }

    /**
     * Names each arrival, in nanoseconds after the beginning, one after the other. The first order arrives when a whole
     * order's share of the rate has gone by, so phases join without a gap or a jolt.
     */
    void forEachArrival(LongConsumer arrival) {
        double before = 0;
        double begin = 0;
        long number = 1;
        for (Phase phase : phases) {
            for (; number <= before + phase.orders() + 1e-6; number++) {
                arrival.accept(Math.round((begin + phase.secondsUntil(number - before)) * 1e9));
            }
            before += phase.orders();
            begin += phase.seconds();
        }
    }
}
