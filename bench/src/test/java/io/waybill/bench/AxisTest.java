package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waybill.bench.Axis.Tick;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void aLinearAxisEndsAtARoundFigureThatNothingExceeds() {
        Axis axis = Axis.linear("orders", 73);

        assertThat(axis.ticks()).extracting(Tick::label).containsExactly("0", "20", "40", "60", "80");
        assertThat(axis.position(40)).isEqualTo(0.5);
    }

    @Test
    void aLogarithmicAxisGivesEachPowerOfTenTheSameRoom() {
        Axis axis = Axis.log("latency", 3.3, 25, seconds -> Math.round(seconds) + " s");

        assertThat(axis.ticks()).extracting(Tick::label).containsExactly("2 s", "5 s", "10 s", "20 s", "50 s");
        assertThat(axis.position(50) - axis.position(5)).isCloseTo(axis.position(20) - axis.position(2), within(1e-9));
        assertThat(axis.position(0.001)).isZero(); // what lies outside is put on the edge
    }

    @Test
    void percentilesHaveMoreRoomTheRarerTheyAre() {
        Axis axis = Axis.percentiles("share");

        assertThat(axis.position(0.99) - axis.position(0.9)).isCloseTo(axis.position(0.9) - axis.position(0),
                within(1e-9));
    }
}
