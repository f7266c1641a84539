package io.waybill.runtime;

import io.waybill.runtime.Advance.Answer;

/** What became of a delivery, as its meter says it. */
enum StepEnd {
    DONE,
    REFUSED,
    FAILED,
    PARKED,
    /** It was too late: the step had been recorded before, or the order has gone on without it. */
    IGNORED;

    static StepEnd of(Verdict verdict, Answer answer) {
        return switch (answer) {
            case ADVANCED -> of(verdict);
            case PARKED -> PARKED;
            case RECORDED_BEFORE, GONE, OTHER_LIFE, NO_PLAN -> IGNORED;
        };
    }

    private static StepEnd of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Said(Outcome.Refused _) -> REFUSED;
            case Verdict.Said _ -> DONE;
            case Verdict.Failed _,Verdict.Waits _,Verdict.Shut _ -> FAILED;
        };
    }
}
