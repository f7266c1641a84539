package io.waybill.bench;

/** By how much something has become less: 0.8 when a fifth of it is left, below 0 when it has become more. */
final class Cut {

    private Cut() {}

    /** 0 when there was nothing to be cut. */
    static double of(double before, double after) {
        return before == 0 ? 0 : 1 - after / before;
    }

    static double of(long before, long after) {
        return of((double) before, (double) after);
    }
}
