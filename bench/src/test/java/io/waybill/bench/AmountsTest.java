package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AmountsTest {

    @Test
    void timesHaveAsManyDigitsAsTheyAreWorth() {
        assertThat(Amounts.time(6_312_345)).isEqualTo("6.31 s");
        assertThat(Amounts.time(42_400)).isEqualTo("42 ms");
        assertThat(Amounts.time(3_140)).isEqualTo("3.1 ms");
        assertThat(Amounts.time(Duration.ofSeconds(30))).isEqualTo("30.00 s");
    }

    @Test
    void sharesAreInPercent() {
        assertThat(Amounts.percent(0.0234)).isEqualTo("2.34 %");
        assertThat(Amounts.percent(0.8)).isEqualTo("80 %");
        assertThat(Amounts.percent(0)).isEqualTo("0 %");
    }
}
