package io.waybill.runtime;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/** What trouble is called where merchants may read it: only words that Waybill's own code has chosen, else what kind it is. */
final class Wording {

    private static final int LONGEST = 200;

    private Wording() {}

    static String of(Exception trouble) {
        String message = trouble.getMessage();
        return message != null && isOurs(trouble)
                ? message.substring(0, Math.min(LONGEST, message.length()))
                : trouble.getClass().getSimpleName();
    }

    /** An IOException just so is how agents word what a provider did; the kinds of it are the JDK's. */
    private static boolean isOurs(Exception trouble) {
        return trouble instanceof RetryLaterException || trouble instanceof NotYetException
                || ((trouble.getClass() == IOException.class || trouble.getClass() == TimeoutException.class)
                        && isMadeByUs(trouble));
    }

    /** HTTP clients make them, too, and name addresses: OkHttp's "unexpected end of stream on http://…". */
    private static boolean isMadeByUs(Exception trouble) {
        return Arrays.stream(trouble.getStackTrace()).limit(1)
                .anyMatch(place -> place.getClassName().startsWith("io.waybill."));
    }
}
