package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(3, 10);

    private int free() throws InterruptedException {
        return slots.awaitSlot(Duration.ZERO);
    }

    @Test
    void afterTroubleThereIsOneAndOneMoreWithEachSuccessButNeverMoreThanBefore() throws InterruptedException {
        slots.narrow();
        slots.narrow();
        assertThat(free()).isEqualTo(1);

        slots.widen();
        assertThat(free()).isEqualTo(2);
        slots.widen();
        slots.widen();
        assertThat(free()).isEqualTo(3);
    }

    @Test
    void whoHasASlotKeepsItAndTheNextWaitsForAllOfThem() throws InterruptedException {
        slots.take();
        slots.take();
        slots.narrow();
        assertThat(free()).isZero();
        slots.free();
        assertThat(free()).isZero();
        slots.free();
        assertThat(free()).isEqualTo(1);
    }

    @Test
    void aTryThatDoesNotEndHasASlotOfItsOwn() throws InterruptedException {
        slots.lost();
        assertThat(free()).isEqualTo(2);
        slots.lost();
        slots.lost();
        assertThat(free()).isZero();

        slots.found();
        slots.found();
        slots.found();
        assertThat(free()).isEqualTo(3);
    }

    @Test
    void theOneSlotAfterTroubleIsLeftEvenWhenATryDoesNotEnd() throws InterruptedException {
        slots.lost();
        slots.narrow();
        assertThat(free()).isEqualTo(1);

        slots.widen();
        slots.widen();
        assertThat(free()).isEqualTo(2);
    }

    @Test
    void nobodyGetsOneFromAnInstanceThatStops() throws InterruptedException {
        slots.narrow();
        slots.close();

        assertThat(free()).isZero();
        assertThatThrownBy(slots::take).isInstanceOf(InterruptedException.class);
    }
}
