package io.waybill.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * The places for those who listen on this gateway: as many as it can keep, and for one merchant a part of them, so that nobody
 * keeps everybody else out.
 */
final class Places {

    /** Each keeps a connection open, with what Tomcat holds for it. */
    static final int ALL = 2_000;
    static final int OF_ONE_MERCHANT = 500;

    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** @throws ProblemException when there is none for this merchant */
    synchronized void take(String merchant) {
        if (all >= ALL) {
            throw ProblemException.tooManyListeners("As many as this gateway has places for listen to orders already.");
        }
        if (taken.getOrDefault(merchant, 0) >= OF_ONE_MERCHANT) {
            throw ProblemException.tooManyListeners("You listen to " + OF_ONE_MERCHANT
                    + " orders at this gateway already, which is as many as one merchant may.");
        }
        taken.merge(merchant, 1, Integer::sum);
        all++;
    }

    /** Once for each that was taken. */
    synchronized void leave(String merchant) {
        taken.computeIfPresent(merchant, (_, places) -> places > 1 ? places - 1 : null);
        all--;
    }
}
