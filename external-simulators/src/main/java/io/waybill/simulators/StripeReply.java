package io.waybill.simulators;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe answer before its headers: what an idempotency key remembers.
 *
 * @param requestId of the request that executed, https://docs.stripe.com/api/request_ids
 */
record StripeReply(int status, String body, @Nullable String requestId, boolean isReplay) {

    /** Whether the same request, sent again, could be answered otherwise; missing where Stripe doesn't know. */
    private static final String SHOULD_RETRY = "Stripe-Should-Retry";

    static StripeReply executed(int status, String body, String requestId) {
        return new StripeReply(status, body, requestId, false);
    }

    /** For what never executed: refusals. */
    static StripeReply refused(int status, String body) {
        return new StripeReply(status, body, null, false);
    }

    StripeReply replayed() {
        return new StripeReply(status, body, requestId, true);
    }

    /** A replay has a request id of its own and names the first one. */
    Answer answer(String ownRequestId) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Request-Id", isReplay || requestId == null ? ownRequestId : requestId);
        adviseOn(headers);
        if (isReplay) {
            headers.put("Idempotent-Replayed", "true");
            if (requestId != null) {
                headers.put("Original-Request", requestId);
            }
        }
        return new Answer(status, headers, body);
    }

    /** What was saved would only be replayed; whatever was in the way of what never executed may be gone soon. */
    private void adviseOn(Map<String, String> headers) {
        if (requestId != null && status >= 500) {
            headers.put(SHOULD_RETRY, "false");
        } else if (requestId == null && (status == 409 || status == 429)) {
            headers.put(SHOULD_RETRY, "true");
        }
    }
}
