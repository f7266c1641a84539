package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void timesHaveAsManyDigitsAsTheyAreWorth() {
        assertThat(Figures.time(6_312_345)).isEqualTo("6.31 s");
        assertThat(Figures.time(42_400)).isEqualTo("42 ms");
        assertThat(Figures.time(3_140)).isEqualTo("3.1 ms");
        assertThat(Figures.time(Duration.ofSeconds(30))).isEqualTo("30.00 s");
    }

    @Test
    void sharesAreInPercent() {
        assertThat(Figures.percent(0.0234)).isEqualTo("2.34 %");
        assertThat(Figures.percent(0.8)).isEqualTo("80 %");
        assertThat(Figures.percent(0)).isEqualTo("0 %");
    }
}
