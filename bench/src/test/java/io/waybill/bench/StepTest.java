package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class StepTest {

    @Test
    void itHoldsWhenItCompletesWhatArrives() {
        assertThat(Step.isBroken(Samples.run(20, second -> second < 6 ? 0 : 10, 0), 10)).isFalse();
    }

    @Test
    void itIsBrokenWhenTheBacklogGrows() {
        IntUnaryOperator tooSlow = second -> second < 6 ? 0 : 8;

        assertThat(Step.sustained(Samples.run(20, tooSlow, 0))).isEqualTo(8);
        assertThat(Step.isBroken(Samples.run(20, tooSlow, 0), 10)).isTrue();
    }

    @Test
    void itIsBrokenWhenOneInTwentyFails() {
        assertThat(Step.isBroken(Samples.run(20, _ -> 10, 11), 10)).isTrue();
        assertThat(Step.isBroken(Samples.run(20, _ -> 10, 9), 10)).isFalse();
    }
}
