package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.AuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StripeRefusalsTest {

    private final Lab lab = Lab.fresh();

    @ParameterizedTest
    @CsvSource({
        "currency=usd, parameter_missing, amount",
        "amount=100, parameter_missing, currency",
        "amount=&currency=usd, parameter_invalid_empty, amount",
        "amount=ten&currency=usd, parameter_invalid_integer, amount",
        "amount=-5&currency=usd, parameter_invalid_integer, amount",
        "amount=49&currency=usd, amount_too_small, amount",
        "amount=100000000&currency=usd, amount_too_large, amount",
        "amount=100&currency=usd&colour=red, parameter_unknown, colour",
        "amount=100&currency=usd&payment_method=pm_none, resource_missing, payment_method"})
    @Follows("https://docs.stripe.com/error-codes")
    void aBadParameterIsNamedWithItsCode(String form, String code, String param) {
        var answer = lab.request("POST", "/stripe/v1/payment_intents", form, "Authorization", "Bearer sk_test_waybill");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer.body()).path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error(answer.body()).path("code").asString()).isEqualTo(code);
        assertThat(error(answer.body()).path("param").asString()).isEqualTo(param);
        assertThat(answer.headers().firstValue("Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
    }

    @Test
    @Follows("https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts")
    void theSmallestAmountDependsOnTheCurrency() {
        var yen = lab.request("POST", "/stripe/v1/payment_intents", "amount=49&currency=jpy", "Authorization",
                "Bearer sk_test_waybill");

        assertThat(error(yen.body()).path("message").asString()).contains("at least ¥50 jpy");
    }

    @Test
    @Follows("https://docs.stripe.com/security/guide")
    void cardNumbersAreRefused() {
        var answer = lab.request("POST", "/stripe/v1/payment_intents",
                "amount=100&currency=usd&payment_method_data[type]=card&payment_method_data[card][number]=4242424242424242",
                "Authorization", "Bearer sk_test_waybill");

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains("generally unsafe").doesNotContain("4242");
    }

    @Test
    @Follows("https://docs.stripe.com/api/authentication")
    void withoutAKeyNothingIsAnswered() {
        var answer = lab.request("GET", "/stripe/v1/payment_intents/pi_1", "");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(error(answer.body()).path("message").asString()).startsWith("You did not provide an API key.");
    }

    @Test
    @Follows("https://docs.stripe.com/api/authentication")
    void aWrongKeyIsRefusedAndNotRepeatedInFull() {
        var refused = catchThrowableOfType(AuthenticationException.class,
                () -> lab.stripe("secret-of-mine").v1().paymentIntents().retrieve("pi_1"));

        assertThat(refused.getStatusCode()).isEqualTo(401);
        assertThat(refused.getMessage()).contains("secr****").doesNotContain("secret-of-mine");
    }

    @Test
    @Follows("https://docs.stripe.com/api/authentication")
    void theKeyMayAlsoBeTheUserOfBasicAuthentication() {
        var answer = lab.request("GET", "/stripe/v1/payment_intents", "", "Authorization", "Basic c2tfdGVzdF94Og==");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    @Follows("https://docs.stripe.com/api/errors")
    void anUnknownUrlIsNotFound() {
        var answer = lab.request("POST", "/stripe/v1/payment_intents/pi_1/refuel", "", "Authorization",
                "Bearer sk_test_waybill");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(error(answer.body()).path("message").asString()).startsWith("Unrecognized request URL");
    }

    private static JsonNode error(String body) {
        return JsonMapper.shared().readTree(body).path("error");
    }
}
