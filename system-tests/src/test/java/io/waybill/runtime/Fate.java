package io.waybill.runtime;

import io.waybill.contracts.Reason;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the outside says of an order, whoever asks and however often.
 *
 * @param cardRefuses why the money can't be held; null when it can
 * @param captureFails whether what is held can't be taken
 */
record Fate(boolean isInvalid, boolean isSoldOut, boolean isFraud, @Nullable Reason cardRefuses, boolean captureFails) {

    static Fate of(Random random) {
        return new Fate(oneIn(random, 30), oneIn(random, 10), oneIn(random, 10), card(random), oneIn(random, 8));
    }

    private static @Nullable Reason card(Random random) {
        if (!oneIn(random, 8)) {
            return null;
        }
        return oneIn(random, 3) ? Reason.AUTHENTICATION_REQUIRED : Reason.PAYMENT_DECLINED;
    }

    private static boolean oneIn(Random random, int many) {
        return random.nextInt(many) == 0;
    }

    /** Whether nobody has a reason to say no. */
    boolean isGood() {
        return !isInvalid && !isSoldOut && !isFraud && cardRefuses == null && !captureFails;
    }
}
