package io.waybill.runtime;

import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One call that is being made. */
public final class ProviderCall {

    private final TraceSpan span;
    private int status;
    private @Nullable String trouble;

    ProviderCall(TraceSpan span) {
        this.span = span;
    }

    /** Gives the headers to be sent along, so that the provider can say in whose trace it was called. */
    public void headers(BiConsumer<String, String> set) {
        span.headers(set);
    }

    /** An answer has come; whether its body makes sense is still to be seen. */
    public void answered(int httpStatus) {
        status = httpStatus;
        if (status >= 400) {
            span.failed(Integer.toString(status));
        }
    }

    void failed(Throwable thrown) {
        if (status == 0) {
            trouble = isTimeout(thrown) ? "timeout" : "unreachable";
        } else if (status < 300) {
            trouble = "malformed";
        }
        if (trouble != null) {
            span.failed(trouble);
        }
    }

    /** Clients word it in their own ways when an agent's timeout interrupts them. */
    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof HttpTimeoutException || thrown instanceof InterruptedIOException
                || thrown instanceof InterruptedException || Thread.currentThread().isInterrupted();
    }

    /** 0 when none has come. */
    int httpStatus() {
        return status;
    }

    /** The answer's HTTP status, or how it went without one that makes sense: timeout, unreachable, malformed. */
    String outcome() {
        return trouble == null ? Integer.toString(status) : trouble;
    }
}
