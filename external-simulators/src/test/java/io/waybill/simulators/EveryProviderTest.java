package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The faults that aren't one provider's own do the same to all four. */
class EveryProviderTest {

    private final Lab lab = Lab.fresh();

    /** A good request to each, and where the ledger says that it happened. */
    enum Request {
        STRIPE("/stripe/v1/payment_intents", "authorizations", "sk_test_1", """
                amount=2550&currency=usd&confirm=true&capture_method=manual&payment_method=pm_card_visa"""),
        FRAUD("/fraud/v1/score", "", "x", Lab.HONEST),
        SENDGRID("/sendgrid/v3/mail/send", "mails", "x", """
                {'personalizations': [{'to': [{'email': 'ann@example.com'}]}], 'from': {'email': 'w@example.com'},
                 'subject': 'Hi', 'content': [{'type': 'text/plain', 'value': 'Hi'}]}"""),
        SLACK("/slack/api/chat.postMessage", "slack", "xoxb-1", "{'channel': '#orders', 'text': 'Hi'}");

        private final String path;
        private final String list;
        private final String key;
        private final String body;

        Request(String path, String list, String key, String body) {
            this.path = path;
            this.list = list;
            this.key = key;
            this.body = body.replace('\'', '"');
        }

        HttpResponse<String> send(Lab lab) {
            return lab.request("POST", path, body, "Authorization", "Bearer " + key, "Content-Type",
                    this == STRIPE ? "application/x-www-form-urlencoded" : "application/json");
        }

        String provider() {
            return name().toLowerCase(Locale.ROOT);
        }

        void happened(Lab lab, int times) {
            if (!list.isEmpty()) {
                assertThat(lab.ledger(list)).hasSize(times);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHangEndsWithoutEffectAndWithoutAnAnswer(Request request) {
        var fault = hurt(request, "'hang'");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = CompletableFuture.supplyAsync(() -> request.send(lab), threads);
            await().until(() -> lab.fired(fault) == 1);
            lab.request("DELETE", "/control/faults/" + fault, "");

            assertThatThrownBy(hanging::join).hasCauseInstanceOf(UncheckedIOException.class);
        }
        request.happened(lab, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aDroppedAnswerLeavesTheEffect(Request request) {
        hurt(request, "'drop_answer'");

        assertThatThrownBy(() -> request.send(lab)).isInstanceOf(UncheckedIOException.class);

        request.happened(lab, 1);
    }

    @ParameterizedTest
    @EnumSource
    void aMalformedAnswerIsBrokenJsonWithTheRightStatus(Request request) {
        int right = request.send(lab).statusCode();
        hurt(request, "'malformed'");

        var answer = request.send(lab);

        assertThat(right).isBetween(200, 299);
        assertThat(answer.statusCode()).isEqualTo(right);
        assertThatThrownBy(() -> JsonMapper.shared().readTree(answer.body())).isInstanceOf(JacksonException.class);
        request.happened(lab, 2);
    }

    @ParameterizedTest
    @EnumSource
    void anOversizedAnswerIsTheRightJsonAndFiftyMebibytesMore(Request request) {
        var right = request.send(lab);
        hurt(request, "'oversized'");

        var answer = request.send(lab);

        assertThat(answer.statusCode()).isEqualTo(right.statusCode());
        assertThat(answer.body().length()).isGreaterThan(50 << 20);
        var sent = JsonMapper.shared().readTree(answer.body());
        var names = right.body().isEmpty() ? 0 : JsonMapper.shared().readTree(right.body()).size();
        assertThat(sent.size()).isEqualTo(names + 1);
        request.happened(lab, 2);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorMayComeBeforeTheEffectOrAfterIt(Request request) {
        hurt(request, "'status', 'status': 503");
        hurt(request, "'status_saved', 'status': 503");
        hurt(request, "'status_after_effect', 'status': 503");

        assertThat(request.send(lab).statusCode()).isEqualTo(503);
        assertThat(request.send(lab).statusCode()).isEqualTo(503);
        request.happened(lab, 0);
        assertThat(request.send(lab).statusCode()).isEqualTo(503);
        request.happened(lab, 1);
    }

    private String hurt(Request request, String kind) {
        return lab.inject("{'provider': '%s', 'operation': '*', 'kind': %s, 'count': 1}".formatted(request.provider(),
                kind));
    }
}
