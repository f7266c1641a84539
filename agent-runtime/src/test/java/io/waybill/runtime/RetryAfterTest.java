package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final String NOW = "Thu, 26 Nov 2026 02:30:00 GMT";

    @Test
    void secondsAreSeconds() {
        assertThat(RetryAfter.parse("7", null)).contains(Duration.ofSeconds(7));
    }

    @Test
    void aDateCountsFromTheAnswersOwn() {
        assertThat(RetryAfter.parse("Thu, 26 Nov 2026 02:31:10 GMT", NOW)).contains(Duration.ofSeconds(70));
        assertThat(RetryAfter.parse("Thu, 26 Nov 2026 02:31:10 GMT", null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "99999999999999999999", "Thu, 26 Nov 2026 02:29:59 GMT"})
    void whatMakesNoSenseSaysNothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
        assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    }
}
