package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ControlTest {

    private final Lab lab = Lab.fresh();

    @Test
    void theProfileIsZeroUntilItIsChanged() {
        assertThat(lab.get("/control/profile").path("name").asString()).isEqualTo("zero");

        assertThat(lab.request("PUT", "/control/profile", "{\"name\":\"seed\"}").statusCode()).isEqualTo(200);

        assertThat(lab.get("/control/profile").path("name").asString()).isEqualTo("seed");
    }

    @Test
    void aFaultIsListedAsItWasAskedForWithHowOftenItFired() {
        var id = lab.inject(
                "{'provider': 'fraud', 'operation': '*', 'kind': 'status', 'status': 500, 'rate': 0.5, 'seed': 7}");
        long failed = 0;
        for (int i = 0; i < 20; i++) {
            failed += lab.score(Lab.HONEST).statusCode() == 500 ? 1 : 0;
        }

        var fault = lab.get("/control/faults").path("faults").path(0);

        assertThat(fault.path("id").asString()).isEqualTo(id);
        assertThat(fault.path("provider").asString()).isEqualTo("fraud");
        assertThat(fault.path("rate").asDouble()).isEqualTo(0.5);
        assertThat(fault.path("fired").asLong()).isEqualTo(failed).isBetween(1L, 19L);
    }

    @Test
    void removingAFaultTellsItsLastCountAndEndsIt() {
        var id = lab.inject("{'provider': 'fraud', 'operation': 'score', 'kind': 'status', 'status': 500}");
        lab.score(Lab.HONEST);

        var removed = json(lab.request("DELETE", "/control/faults/" + id, ""));

        assertThat(removed.path("faults").path(0).path("fired").asLong()).isEqualTo(1);
        assertThat(lab.score(Lab.HONEST).statusCode()).isEqualTo(200);
        assertThat(lab.request("DELETE", "/control/faults/" + id, "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'operation':'score','kind':'malformed'}                                    | /provider  | is required",
        "{'provider':'paypal','operation':'*','kind':'malformed'}                    | /provider  | must be one of stripe, fraud",
        "{'provider':'fraud','operation':'confirm','kind':'malformed'}               | /operation | must be * or one of score",
        "{'provider':'fraud','operation':'*','kind':'explode'}                       | /kind      | must be one of delay, status",
        "{'provider':'fraud','operation':'*','kind':'status'}                        | /status    | is required",
        "{'provider':'fraud','operation':'*','kind':'status','status':200}           | /status    | from 400 to 599",
        "{'provider':'fraud','operation':'*','kind':'delay'}                         | /delayMs   | is required for kind delay",
        "{'provider':'fraud','operation':'*','kind':'malformed','rate':1.5}          | /rate      | from 0.0 to 1.0",
        "{'provider':'fraud','operation':'*','kind':'malformed','rate':1,'count':1}  | /count     | together with rate",
        "{'provider':'fraud','operation':'*','kind':'malformed','times':1}           | /times     | is not known",
        "['fraud']                                                                   | ``         | must be a JSON object",
        "{'provider':                                                                | ``         | is not valid JSON"})
    void aBadFaultIsRefusedWithWhereAndHowToMendIt(String fault, String pointer, String detail) {
        var answer = lab.request("POST", "/control/faults", fault.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("errors")).anySatisfy(error -> {
            assertThat(error.path("pointer").asString()).isEqualTo(pointer);
            assertThat(error.path("detail").asString()).contains(detail);
        });
        assertThat(lab.get("/control/faults").path("faults")).isEmpty();
    }

    @Test
    void anUnknownProfileIsRefused() {
        var answer = lab.request("PUT", "/control/profile", "{\"name\":\"slow\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/name", "must be one of zero, seed");
    }

    @Test
    void theLedgerTellsWhatBecameOfEveryPayment() throws StripeException {
        var intents = lab.stripe().v1().paymentIntents();
        intents.create(Lab.held("held").build());
        intents.capture(intents.create(Lab.held("captured").build()).getId());
        intents.cancel(intents.create(Lab.held("canceled").build()).getId());

        var authorizations = lab.ledger("authorizations");

        assertThat(authorizations)
                .extracting(entry -> entry.path("orderId").asString() + " " + entry.path("state").asString())
                .containsExactly("held requires_capture", "captured captured", "canceled canceled");
        var charge = lab.ledger("charges").path(0);
        assertThat(lab.ledger("charges")).hasSize(1);
        assertThat(charge.path("orderId").asString()).isEqualTo("captured");
        assertThat(charge.path("amount").asLong()).isEqualTo(2550);
        assertThat(charge.path("currency").asString()).isEqualTo("USD");
        assertThat(charge.path("at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.123Z");
    }

    @Test
    void clearingTheLedgerForgetsEverything() throws StripeException {
        var id = lab.stripe().v1().paymentIntents().create(Lab.held("o-1").build(), Lab.key("key-1")).getId();

        assertThat(lab.request("DELETE", "/control/ledger", "").statusCode()).isEqualTo(204);

        assertThat(lab.ledger("authorizations")).isEmpty();
        var again = lab.stripe().v1().paymentIntents().create(Lab.held("o-1").build(), Lab.key("key-1"));
        assertThat(again.getId()).isNotEqualTo(id);
    }

    @Test
    void theLedgerSaysSinceWhenItIsKeptAndShowsWhatHappenedSinceATime() throws StripeException {
        var intents = lab.stripe().v1().paymentIntents();
        intents.create(Lab.held("early").build());
        lab.clock().advance(Duration.ofMinutes(1));
        var between = lab.clock().instant();
        intents.create(Lab.held("late").build());

        assertThat(lab.get("/control/ledger?since=" + between).path("authorizations"))
                .extracting(entry -> entry.path("orderId").asString()).containsExactly("late");
        assertThat(Instant.parse(lab.get("/control/ledger").path("begun").asString())).isBefore(between);
        lab.request("DELETE", "/control/ledger", "");
        assertThat(Instant.parse(lab.get("/control/ledger").path("begun").asString()))
                .isEqualTo(between.truncatedTo(ChronoUnit.MILLIS));
        assertThat(lab.request("GET", "/control/ledger?since=yesterday", "").statusCode()).isEqualTo(400);
    }

    @Test
    void anOrderWithoutAHoldCannotExpire() {
        var answer = lab.request("POST", "/control/stripe/expire", "{\"orderId\":\"o-none\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("has no hold that could expire");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
