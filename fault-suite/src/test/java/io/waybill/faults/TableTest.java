package io.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.checker.Finding;
import io.waybill.checker.Invariant;
import io.waybill.checker.Report;
import io.waybill.checker.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Seen GOOD = Seen.of(true, "at work after 0.3 s");

    private final StringWriter printed = new StringWriter();
    private final Table table = new Table(new PrintWriter(printed));

    @Test
    void aRunThatHeldIsOneLine() {
        end(verdict(true, GOOD, List.of(), List.of()));

        assertThat(printed.toString().lines()).singleElement().asString()
                .startsWith(" 5 redis-killed").contains("240", "37.6 s")
                .endsWith("ok <= 5 s / at work after 0.3 s").doesNotContain("NO");
    }

    @Test
    void anInvariantThatNobodyJudgedIsNeitherHeldNorBroken() {
        end(verdict(true, GOOD, List.of(), List.of()));

        assertThat(printed.toString()).contains("ok  -   ok   ok");
    }

    @Test
    void violationsStandBelowAndFarTooManyAreCounted() {
        List<Violation> violations = IntStream.range(0, 9).mapToObj(i -> new Violation("o-" + i, "is gone")).toList();

        end(verdict(true, GOOD, List.of(), violations));

        assertThat(printed.toString()).contains("NO").contains("I1 (9): o-0 is gone").contains("I1 (9): and 4 more")
                .doesNotContain("o-7");
    }

    @Test
    void aBoundThatDoesntHoldAStrayEndAndARestlessFleetAreSaid() {
        end(verdict(false, Seen.of(false, "at work after 9.0 s"), List.of("o-1 was to end completed and is failed"),
                List.of()));

        assertThat(printed.toString()).contains("it didn't come to rest in time")
                .contains("the bound doesn't hold: at work after 9.0 s").contains("ends: o-1 was to end completed");
    }

    @Test
    void onlyWhatHoldsInEveryRespectHasHeld() {
        var violation = List.of(new Violation("o-1", "is gone"));

        assertThat(verdict(true, GOOD, List.of(), List.of()).held()).isTrue();
        assertThat(verdict(false, GOOD, List.of(), List.of()).held()).isFalse();
        assertThat(verdict(true, Seen.of(false, ""), List.of(), List.of()).held()).isFalse();
        assertThat(verdict(true, GOOD, List.of("o-1"), List.of()).held()).isFalse();
        assertThat(verdict(true, GOOD, List.of(), violation).held()).isFalse();
    }

    private void end(Verdict verdict) {
        table.begin(" 5 redis-killed");
        table.end("<= 5 s", verdict);
    }

    private static Verdict verdict(boolean settled, Seen seen, List<String> strayed, List<Violation> lost) {
        List<Finding> findings = Stream.of(Invariant.values())
                .map(invariant -> invariant == Invariant.I1
                        ? new Finding(invariant, true, lost.size(), lost, List.of())
                        : new Finding(invariant, true, 0, List.of(), List.of()))
                .toList();
        return new Verdict(240, 1, Duration.ofMillis(37_600), settled, seen, strayed, List.of(),
                new Report(Instant.EPOCH, 240, findings));
    }
}
