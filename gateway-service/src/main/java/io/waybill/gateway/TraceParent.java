package io.waybill.gateway;

import io.waybill.runtime.TraceSpan;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands in its trace: the header {@code traceparent} of W3C Trace Context.
 *
 * @param traceId 32 hexadecimal digits, the same for all that follows from the request
 * @param parentId 16 hexadecimal digits: the span that what comes next hangs under
 * @param flags 2 hexadecimal digits
 */
record TraceParent(String traceId, String parentId, String flags) {

    static final String HEADER = "traceparent";
    static final String ATTRIBUTE = "waybill.trace";

    private static final Pattern SYNTAX = Pattern.compile(
            "([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String NOT_SAMPLED = "00";

    /** The request's own, as {@link TraceFilter} found it; a new one for a request that was refused before that. */
    static TraceParent of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof TraceParent known
                ? known
                : continued(request.getHeader(HEADER), RandomGenerator.getDefault());
    }

    /** The request's span, or one that nobody hears of where traces are off. */
    static TraceParent of(TraceSpan span, @Nullable String header, RandomGenerator random) {
        String known = span.traceParent();
        return known.isEmpty() ? continued(header, random) : parse(known);
    }

    /** A span of ours in the caller's trace, or in a new one when the caller has none or a malformed one. */
    static TraceParent continued(@Nullable String header, RandomGenerator random) {
        Matcher matcher = SYNTAX.matcher(header == null ? "" : header.strip());
        return isValid(matcher)
                ? new TraceParent(matcher.group(2), hex(random, 1), matcher.group(4))
                : new TraceParent(hex(random, 2), hex(random, 1), NOT_SAMPLED);
    }

    /** The inverse of {@link #toString}. */
    static TraceParent parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!isValid(matcher)) {
            throw new IllegalArgumentException("no traceparent: " + text);
        }
        return new TraceParent(matcher.group(2), matcher.group(3), matcher.group(4));
    }

    /** Versions after 00 may have more behind the flags; ff is no version. */
    private static boolean isValid(Matcher matcher) {
        return matcher.matches() && !matcher.group(1).equals("ff")
                && (matcher.group(5) == null || !matcher.group(1).equals("00"));
    }

    /** Never all zeros, which stands for no id. */
    private static String hex(RandomGenerator random, int longs) {
        var digits = new StringBuilder();
        for (int i = 0; i < longs; i++) {
            digits.append(HexFormat.of().toHexDigits(random.nextLong() | 1));
        }
        return digits.toString();
    }

    /** As in the header. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + parentId + "-" + flags;
    }
}
