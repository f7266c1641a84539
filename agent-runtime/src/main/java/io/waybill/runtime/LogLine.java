package io.waybill.runtime;

import java.util.UUID;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

/** What each log line of a thread says of the order that it's about. */
public final class LogLine {

    private static final String ORDER = "orderId";
    private static final String TRACE = "traceId";
    private static final int TRACE_BEGINS = "00-".length();
    private static final int TRACE_ENDS = TRACE_BEGINS + 32;

    private LogLine() {}

    /** Until it's closed, or the thread ends. */
    public static MDCCloseable of(UUID order) {
        return MDC.putCloseable(ORDER, order.toString());
    }

    /** The same for a thread that somebody else clears when its work is over. */
    public static void isAbout(UUID order) {
        MDC.put(ORDER, order.toString());
    }

    /** @param traceParent as in the header */
    public static MDCCloseable in(String traceParent) {
        return MDC.putCloseable(TRACE,
                traceParent.length() < TRACE_ENDS ? "" : traceParent.substring(TRACE_BEGINS, TRACE_ENDS));
    }
}
