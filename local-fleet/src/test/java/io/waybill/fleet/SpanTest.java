package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    @ParameterizedTest
    @CsvSource({"-5, 0 ms", "999, 999 ms", "1000, 1.0 s", "1240, 1.2 s", "9949, 9.9 s", "9950, 9 s", "59999, 59 s",
        "60000, 1 min", "3599999, 59 min", "3600000, 1 h", "172799999, 47 h", "172800000, 2 d"})
    void aSpanIsSaidAsPeopleSayIt(long millis, String said) {
        assertThat(Span.ofMillis(millis)).hasToString(said);
    }
}
