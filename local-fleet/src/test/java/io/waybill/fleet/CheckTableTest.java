package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.checker.Finding;
import io.waybill.checker.Invariant;
import io.waybill.checker.Report;
import io.waybill.checker.Violation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTableTest {

    private static final Finding HOLDS = new Finding(Invariant.I2, true, 0, List.of(), List.of());
    private static final Finding NOT_JUDGED = new Finding(Invariant.I9, false, 0, List.of(),
            List.of("only when the fleet is at rest"));
    private static final Finding VIOLATED = new Finding(Invariant.I4, true, 30,
            List.of(new Violation(null, "WIDGET: 4 reserved, but orders hold 2"),
                    new Violation("0199-1", "has 2 reservations")),
            List.of());

    private static List<String> lines(Finding... findings) {
        return new CheckTable(new Report(Instant.EPOCH, 12, List.of(findings))).toString().lines().toList();
    }

    @Test
    void whatHoldsIsOneRowAndTheLastLineSaysItAll() {
        assertThat(lines(HOLDS, NOT_JUDGED)).containsExactly(
                "  I2   ✓  the payment provider charged each order once at most",
                "  I9   ·  afterwards nothing lags or is pending, no order is unfinished, no breaker is open, and only what should be is parked",
                "  I9: only when the fleet is at rest",
                "checked: 12 orders, all 1 invariants that could be judged hold");
    }

    @Test
    void whatIsViolatedIsShownBelowItsRow() {
        assertThat(lines(HOLDS, VIOLATED)).contains(
                "         - WIDGET: 4 reserved, but orders hold 2",
                "         - order 0199-1 has 2 reservations",
                "         - and 28 more",
                "checked: 12 orders, 1 of 2 invariants is violated");
    }
}
