package io.waybill.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.runtime.PermanentFailureException;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.RetryLaterException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FraudApiTest {

    private static final Order ORDER = new Order(new UUID(0, 7), "demo", "PO-1042", "GBP",
            new Customer("C-17", "Ada", "ada@example.com"), new Address(null, null, null, null, "GB"),
            List.of(new Line("85123A", null, 6, 255), new Line("71053", null, 1, 339)), "pm_card_visa");

    private final FraudServer server = new FraudServer();
    private final FraudApi api = new FraudApi(settings(server.base()), new ProviderCalls(new SimpleMeterRegistry()));

    FraudApiTest() throws IOException {}

    private static FraudSettings settings(URI base) {
        return new FraudSettings(base, "key-1", 80, Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        api.close();
        server.close();
    }

    @Test
    void theQuestionHoldsWhatTheServiceScoresBy() throws Exception {
        assertThat(api.score(ORDER)).isEqualTo(12);
        assertThat(server.asked()).containsExactly(new FraudServer.Asked("POST", "/fraud/v1/score", "Bearer key-1",
                "application/json", """
                        {"orderId":"00000000-0000-0000-0000-000000000007","amount":1869,"currency":"GBP",\
                        "email":"ada@example.com","country":"GB"}"""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80, 100})
    void everyScoreFromZeroToAHundredIsOne(int score) throws Exception {
        server.answers(200, "{\"score\":" + score + ",\"model\":\"v7\"}");

        assertThat(api.score(ORDER)).isEqualTo(score);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "12", "null", "{\"score\":null}", "{\"score\":\"12\"}",
        "{\"score\":12.0}", "{\"score\":-1}", "{\"score\":101}", "{\"score\":4294967308}", "{\"score\":true}",
        "{\"score\":1,\"score\":99}", "{\"score\":12} x", "<html>ada@example.com</html>"})
    void whatIsNoScoreIsAnOutageAndNoVerdict(String body) {
        server.answers(200, body);

        assertThatThrownBy(() -> api.score(ORDER)).isInstanceOf(IOException.class)
                .hasMessageNotContaining("ada@example.com");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 408, 418, 425, 429, 500, 502, 503})
    void anyOtherStatusIsAnOutageEvenWithAScore(int status) {
        server.answers(status, Map.of("Location", "/fraud/v1/score"), status == 204 ? "" : "{\"score\":12}");

        assertThatThrownBy(() -> api.score(ORDER)).isInstanceOf(IOException.class).hasMessageContaining("" + status)
                .hasMessageNotContaining("http");
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aKeyThatIsNotAcceptedIsForPeopleToMend(int status) {
        server.answers(status, "");

        assertThatThrownBy(() -> api.score(ORDER)).isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("FRAUD_API_KEY").hasMessageNotContaining("key-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void aRequestThatIsNeverUnderstoodIsForPeopleToMend(int status) {
        server.answers(status, "{\"error\":\"ada@example.com\"}");

        assertThatThrownBy(() -> api.score(ORDER)).isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("FRAUD_API_BASE").hasMessageNotContaining("ada@example.com");
    }

    @Test
    void theServiceMaySayWhenToComeBack() {
        server.answers(429, Map.of("Retry-After", "7"), "");

        assertThatThrownBy(() -> api.score(ORDER)).isInstanceOfSatisfying(RetryLaterException.class,
                e -> assertThat(e.delay()).isEqualTo(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "99999999999999999999"})
    void aTimeThatIsNoneIsAsGoodAsNoTime(String retryAfter) {
        server.answers(503, Map.of("Retry-After", retryAfter), "");

        assertThatThrownBy(() -> api.score(ORDER)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatDoesNotEndIsCutOff() {
        server.answersForEver();

        assertThatThrownBy(() -> api.score(ORDER)).isInstanceOf(IOException.class);
    }

    @Test
    void nobodyThereIsAnOutage() {
        server.close();

        assertThatThrownBy(() -> api.score(ORDER)).isInstanceOf(IOException.class);
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        var asked = server.hangs();
        var score = new FutureTask<>(() -> api.score(ORDER));
        Thread thread = Thread.ofVirtual().start(score);
        asked.await();
        thread.interrupt();

        Awaitility.await().atMost(Duration.ofSeconds(2)).until(score::isDone);
        assertThat(score.exceptionNow()).isInstanceOf(InterruptedException.class);
    }
}
