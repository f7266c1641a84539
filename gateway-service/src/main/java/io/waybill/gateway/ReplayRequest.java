package io.waybill.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Which parked things an operator wants to replay: those with this cause, of this agent, or both.
 *
 * @param dryRun true to be told what that would do, and to do nothing
 */
record ReplayRequest(@Nullable String cause, @Nullable String agent, @Nullable Boolean dryRun,
        @Nullable String reason) {

    /** @throws ProblemException when it says neither: everything at once is nobody's intention */
    ParkedFilter filter() {
        var filter = new ParkedFilter(cause, agent);
        if (!filter.isNarrow()) {
            throw SmallBody.refused("", "must name a cause, an agent or both; GET /ops/parked lists the causes");
        }
        return filter;
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** @throws ProblemException when the reason can't be kept */
    @Nullable
    String why() {
        return new OperatorReason(reason).stated().orElse(null);
    }
}
