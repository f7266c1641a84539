package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FraudFakeTest {

    private final Lab lab = Lab.fresh();

    @Test
    void anHonestOrderScoresLowAndTheSameEachTime() {
        for (int order = 0; order < 50; order++) {
            var request = Lab.HONEST.replace("o-1", "o-" + order);
            int score = score(request);
            assertThat(score).isBetween(0, 40).isEqualTo(score(request));
        }
    }

    @Test
    void ordersScoreDifferently() {
        var scores = IntStream.range(0, 50).map(order -> score(Lab.HONEST.replace("o-1", "o-" + order))).distinct();

        assertThat(scores.count()).isGreaterThan(10);
    }

    @Test
    void anEmailThatBeginsWithFraudScores95() {
        assertThat(score(Lab.HONEST.replace("ann@", "Fraudster@"))).isEqualTo(95);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'amount': 2550          | 'amount': '2550'        | /amount",
        "'amount': 2550          | 'amount': 0             | /amount",
        "'orderId': 'o-1',       | ''                      | /orderId",
        "'currency': 'USD'       | 'currency': 'dollar'    | /currency",
        "'email': 'ann@example.com' | 'email': 'ann'       | /email",
        "'country': 'US'         | 'country': 'USA'        | /country",
        "'country': 'US'         | 'country': 'US', 'x': 1 | /x"}, quoteCharacter = '`')
    void badInputIsRefusedByItsPointer(String good, String bad, String pointer) {
        var answer = lab.score(Lab.HONEST.replace(good, bad.equals("''") ? "" : bad));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("error").path("errors"))
                .extracting(error -> error.path("pointer").asString()).containsExactly(pointer);
    }

    @Test
    void withoutAKeyNothingIsScored() {
        assertThat(lab.request("POST", "/fraud/v1/score", Lab.HONEST.replace('\'', '"')).statusCode()).isEqualTo(401);
    }

    private int score(String request) {
        var answer = lab.score(request);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("score").asInt();
    }
}
