package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void wordsOfOurOwnArePassedOn() {
        assertThat(Wording.of(new IOException("SendGrid answered 503"))).isEqualTo("SendGrid answered 503");
        assertThat(Wording.of(new TimeoutException("no answer within 3000 ms"))).isEqualTo("no answer within 3000 ms");
        assertThat(Wording.of(new RetryLaterException("Slack answered 429", Duration.ZERO)))
                .isEqualTo("Slack answered 429");
        assertThat(Wording.of(new NotYetException("Stripe's limit", Duration.ZERO))).isEqualTo("Stripe's limit");
    }

    @Test
    void whatSomebodyElseSaysIsCalledByItsKind() {
        assertThat(Wording.of(new IllegalStateException("password=secret"))).isEqualTo("IllegalStateException");
        assertThat(Wording.of(new ConnectException("db-7.internal:5432"))).isEqualTo("ConnectException");
        assertThat(Wording.of(new IOException())).isEqualTo("IOException");
    }

    @Test
    void whatAnHttpClientSaysIsCalledByItsKindAlthoughItIsOfTheKindThatWeUse() {
        var trouble = new IOException("unexpected end of stream on http://10.0.0.7:8090/...");
        trouble.setStackTrace(new StackTraceElement[]{
            new StackTraceElement("okhttp3.internal.http1.Http1ExchangeCodec", "readResponseHeaders", null, 209)});

        assertThat(Wording.of(trouble)).isEqualTo("IOException");
    }

    @Test
    void itIsNoLongerThanOneReads() {
        assertThat(Wording.of(new IOException("x".repeat(5_000)))).hasSize(200);
    }
}
