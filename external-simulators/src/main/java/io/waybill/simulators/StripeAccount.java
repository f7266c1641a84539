package io.waybill.simulators;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, https://docs.stripe.com/api/authentication: any secret or restricted key is an account's, as a Bearer
 * token or as the user of Basic authentication. Objects are visible to every account; idempotency keys are not.
 */
final class StripeAccount {

    private static final int LONGEST_KEY = 255;

    private StripeAccount() {}

    static String of(Call call) {
        var key = key(call);
        if (key == null) {
            throw StripeError.of(401, "invalid_request_error",
                    "You did not provide an API key. You need to provide your"
                            + " API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer"
                            + " YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details.");
        }
        if (!key.startsWith("sk_") && !key.startsWith("rk_")) {
            throw StripeError.of(401, "invalid_request_error", "Invalid API Key provided: " + masked(key));
        }
        return key;
    }

    /** Null without one: such a POST is simply executed. */
    static IdempotencyKeys.@Nullable Key idempotencyKey(Call call, String account) {
        var value = call.headers().get("Idempotency-Key");
        if (value == null || !call.method().equals("POST")) {
            return null;
        }
        if (value.isBlank() || value.length() > LONGEST_KEY) {
            throw StripeError.invalid("Idempotency keys are 1 to " + LONGEST_KEY + " characters long.");
        }
        return new IdempotencyKeys.Key(account, value);
    }

    private static @Nullable String key(Call call) {
        var bearer = call.bearer();
        var header = call.headers().get("Authorization");
        if (bearer != null || header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return bearer;
        }
        try {
            var pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return pair.substring(0, Math.max(pair.indexOf(':'), 0));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String masked(String key) {
        int shown = Math.min(4, key.length());
        return key.substring(0, shown) + "*".repeat(Math.max(key.length() - shown, 0));
    }
}
