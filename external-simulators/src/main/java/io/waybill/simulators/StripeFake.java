package io.waybill.simulators;

import io.waybill.simulators.IdempotencyKeys.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stripe's API below {@code /stripe/v1}. A request passes the same gates as at Stripe,
 * https://docs.stripe.com/error-low-level: API key, idempotency key, validation, execution.
 *
 * <p>Any version in {@code Stripe-Version} is accepted; objects look as in the current API reference.
 */
@Component
final class StripeFake implements Fake {

    private static final Logger log = LoggerFactory.getLogger(StripeFake.class);

    private final StripeRouter router;
    private final IdempotencyKeys keys;
    private final Ids ids;
    private final JsonMapper json;

    StripeFake(StripeRouter router, IdempotencyKeys keys, Ids ids, JsonMapper json) {
        this.router = router;
        this.keys = keys;
        this.ids = ids;
        this.json = json;
    }

    @Override
    public Provider provider() {
        return Provider.STRIPE;
    }

    @Override
    public Visit receive(Call call) {
        var form = Form.parse(call.method().equals("POST") ? call.body() : call.query());
        var endpoint = router.find(call, form);
        return endpoint == null
                ? new Visit.Unknown(answer(unrecognized(call)))
                : new Visit.Known(endpoint.operation(), turn -> perform(call, form, endpoint, turn));
    }

    /** The statuses of https://docs.stripe.com/api/errors; injected ones stand before the idempotency layer. */
    @Override
    public Answer error(int status) {
        return answer(StripeFailures.of(status));
    }

    private Answer perform(Call call, Form form, StripeEndpoint endpoint, Turn turn) throws InterruptedException {
        try {
            var account = StripeAccount.of(call);
            var key = StripeAccount.idempotencyKey(call, account);
            var requestId = ids.next("req_", 14);
            var reply = key == null
                    ? execute(endpoint, turn, requestId).reply()
                    : keys.once(key, fingerprint(call, form), () -> execute(endpoint, turn, requestId));
            return reply.answer(requestId);
        } catch (StripeError refused) {
            return answer(refused);
        }
    }

    private Outcome execute(StripeEndpoint endpoint, Turn turn, String requestId) throws InterruptedException {
        StripeEndpoint.Effect effect;
        try {
            effect = endpoint.preparation().prepare();
        } catch (StripeError invalid) {
            return new Outcome.NotBegun(StripeReply.refused(invalid.status(), body(invalid)));
        }
        var told = turn.take(() -> take(effect));
        return new Outcome.Executed(StripeReply.executed(told.status(), told.body(), requestId));
    }

    private Answer take(StripeEndpoint.Effect effect) {
        try {
            return Answer.json(200, json.writeValueAsString(effect.take()));
        } catch (StripeError error) {
            return Answer.json(error.status(), body(error));
        } catch (RuntimeException bug) {
            log.error("The Stripe fake failed", bug);
            return error(500);
        }
    }

    private Answer answer(StripeError error) {
        return StripeReply.refused(error.status(), body(error)).answer(ids.next("req_", 14));
    }

    private String body(StripeError error) {
        return json.writeValueAsString(Map.of("error", error.fields()));
    }

    private static IdempotencyKeys.Fingerprint fingerprint(Call call, Form form) {
        return new IdempotencyKeys.Fingerprint(call.path(),
                UUID.nameUUIDFromBytes(form.canonical().getBytes(StandardCharsets.UTF_8)));
    }

    private static StripeError unrecognized(Call call) {
        return StripeError.of(404, "invalid_request_error", "Unrecognized request URL (" + call.method() + ": "
                + call.path() + "). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.");
    }
}
