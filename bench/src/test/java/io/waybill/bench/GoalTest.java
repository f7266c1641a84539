package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GoalTest {

    @Test
    void aCutIsWhatIsGone() {
        assertThat(Cut.of(29.1, 3.4)).isCloseTo(0.883, within(0.001));
        assertThat(Cut.of(2, 3)).isEqualTo(-0.5);
        assertThat(Cut.of(0, 1)).isZero();
    }

    @Test
    void eachGoalSaysWhatWasWantedAndWhatCameOut() {
        assertThat(Goal.of(Samples.comparison())).extracting(Goal::what, Goal::measured, Goal::reached).containsExactly(
                tuple("Waybill's P50 over the floor", "1.008", true),
                tuple("Waybill's P99 over the floor", "1.045", true),
                tuple("P95, cut by", "47.2 %", false),
                tuple("P99, cut by", "88.1 %", true),
                tuple("Error rate, cut by", "100.0 %", true));
    }
}
