package io.waybill.simulators;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe answer before its headers: what an idempotency key remembers.
 *
 * @param requestId of the request that executed, https://docs.stripe.com/api/request_ids
 */
record StripeReply(int status, String body, @Nullable String requestId, boolean isReplay) {

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
        if (isReplay) {
            headers.put("Idempotent-Replayed", "true");
            if (requestId != null) {
                headers.put("Original-Request", requestId);
            }
        }
        return new Answer(status, headers, body);
    }
}
