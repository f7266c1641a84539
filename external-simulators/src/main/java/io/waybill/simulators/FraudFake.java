package io.waybill.simulators;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fraud API: {@code POST /fraud/v1/score} with an order returns a score from 0 (trusted) to 100. The same order
 * always scores the same. It has no side effect.
 */
@Component
final class FraudFake implements Fake {

    private static final int CAUGHT = 95;
    /** Well below the 80 from which Waybill refuses. */
    private static final int HIGHEST_HONEST = 40;

    private final JsonMapper json;

    FraudFake(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Provider provider() {
        return Provider.FRAUD;
    }

    @Override
    public Visit receive(Call call) {
        return call.is("POST", "/v1/score")
                ? new Visit.Known(Operation.FRAUD_SCORE, turn -> perform(call, turn))
                : new Visit.Unknown(error(404));
    }

    @Override
    public Answer error(int status) {
        return Answer.json(status, json.writeValueAsString(Map.of("error", Map.of("status", status))));
    }

    private Answer perform(Call call, Turn turn) throws InterruptedException {
        if (call.bearer() == null) {
            return error(401);
        }
        try {
            var score = score(Fields.of(json, call.body()));
            return turn.take(() -> Answer.json(200, "{\"score\":" + score + "}"));
        } catch (InvalidInput invalid) {
            return Answer.json(400, json.writeValueAsString(Map.of("error",
                    Map.of("status", 400, "errors", invalid.complaints()))));
        }
    }

    private static int score(Fields order) {
        var orderId = order.text("orderId");
        order.wholeNumber("amount", 1, Long.MAX_VALUE);
        var currency = order.text("currency");
        var email = order.text("email");
        var country = order.text("country");
        order.check("currency", currency.isEmpty() || isCurrency(currency), "must be an ISO 4217 code such as USD");
        order.check("email", email.isEmpty() || email.indexOf('@') > 0, "must be an e-mail address");
        order.check("country", country.isEmpty() || country.matches("[A-Z]{2}"), "must be an ISO 3166 code such as US");
        order.finish();
        return email.toLowerCase(Locale.ROOT).startsWith("fraud") ? CAUGHT : honest(orderId);
    }

    private static boolean isCurrency(String code) {
        return code.equals(code.toUpperCase(Locale.ROOT)) && Amounts.isCurrency(code.toLowerCase(Locale.ROOT));
    }

    private static int honest(String orderId) {
        var sum = new CRC32();
        sum.update(orderId.getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() % (HIGHEST_HONEST + 1));
    }
}
