package io.waybill.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Idempotency-Key} of the IETF's draft (draft-ietf-httpapi-idempotency-key-header): a String of RFC 9651,
 * in quotes. Without quotes it's taken too, as most clients send it, and means the same.
 */
final class IdempotencyHeader {

    static final String NAME = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final int LONGEST = 255;
    private static final Pattern BARE = Pattern.compile("[!#-~][!-~]*");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[!#-\\[\\]-~]|\\\\[\"\\\\])*)\"");

    private IdempotencyHeader() {}

    /**
     * Empty when the request has no such header.
     *
     * @throws ProblemException when it has one that is no key, or several
     */
    static Optional<String> read(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(NAME));
        return switch (values.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(key(values.getFirst().strip()));
            default -> throw ProblemException.keyInvalid("The header is there %d times.".formatted(values.size()));
        };
    }

    private static String key(String header) {
        Matcher quoted = QUOTED.matcher(header);
        if (quoted.matches()) {
            return bounded(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        } else if (BARE.matcher(header).matches()) {
            return bounded(header);
        }
        throw ProblemException.keyInvalid(header.isEmpty()
                ? "The key is empty."
                : "The key is neither visible ASCII without spaces, nor that in well-formed quotes.");
    }

    private static String bounded(String key) {
        if (key.isEmpty() || key.length() > LONGEST) {
            throw ProblemException
                    .keyInvalid("The key has %d characters, not 1 to %d.".formatted(key.length(), LONGEST));
        }
        return key;
    }
}
