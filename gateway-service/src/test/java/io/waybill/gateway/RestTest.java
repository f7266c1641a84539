package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestTest {

    private final Rest rest = new Rest(Duration.ofSeconds(5), Duration.ofMinutes(1));

    @ParameterizedTest
    @CsvSource({"PT0.1S, PT5S", "PT1S, PT19S", "PT3S, PT57S", "PT40S, PT1M"})
    void itIsNineteenTimesTheWorkWithinItsBounds(Duration took, Duration then) {
        assertThat(rest.after(took)).isEqualTo(then);
    }
}
