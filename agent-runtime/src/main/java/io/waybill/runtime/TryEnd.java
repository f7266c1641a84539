package io.waybill.runtime;

/** What came of one try, as its meter says it. */
enum TryEnd {
    DONE,
    REFUSED,
    FAILED,
    OUTAGE,
    /** Nobody else is to blame: our own limit or our own database let it go no further. */
    NOT_BEGUN;

    /** @param counts whether the try is one of the delivery's attempts */
    static TryEnd of(Verdict verdict, boolean counts) {
        return switch (verdict) {
            case Verdict.Said(Outcome.Refused _) -> REFUSED;
            case Verdict.Said _ -> DONE;
            case Verdict.Failed _ -> FAILED;
            case Verdict.Waits _ -> counts ? OUTAGE : NOT_BEGUN;
            case Verdict.Shut _ -> NOT_BEGUN;
        };
    }
}
