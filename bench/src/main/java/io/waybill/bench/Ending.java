package io.waybill.bench;

/**
 * How it went for one order, as its client saw it.
 *
 * @param kind {@code completed}; else what went wrong in few and stable words: {@code rejected: out_of_stock},
 *        {@code answer 503}, {@code no answer}
 */
record Ending(String kind) {

    static final Ending COMPLETED = new Ending("completed");
    static final Ending NO_ANSWER = new Ending("no answer");
    /** The run was over before the order was. */
    static final Ending NOT_IN_TIME = new Ending("not ended in time");

    static Ending refused(int status) {
        return new Ending("answer " + status);
    }

    /** @param status as the order's resource has it; {@code reason} may be empty */
    static Ending of(String status, String reason) {
        return new Ending(reason.isEmpty() ? status : status + ": " + reason);
    }

    boolean isGood() {
        return equals(COMPLETED);
    }
}
