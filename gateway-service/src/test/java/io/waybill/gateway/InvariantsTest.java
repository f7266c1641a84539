package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.checker.Checker;
import io.waybill.checker.Finding;
import io.waybill.checker.Invariant;
import io.waybill.checker.Mode;
import io.waybill.checker.Report;
import io.waybill.checker.Sources;
import io.waybill.checker.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class InvariantsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Supplier<Report> check = () -> report(0);
    private final Invariants invariants = new Invariants(() -> check.get(), meters);

    /** Of all invariants, only I9 can't be judged. */
    private static Report report(long violationsOfI4) {
        return new Report(Instant.EPOCH, 3, Arrays.stream(Invariant.values()).map(invariant -> {
            long count = invariant == Invariant.I4 ? violationsOfI4 : 0;
            return new Finding(invariant, invariant != Invariant.I9, count,
                    count > 0 ? List.of(new Violation(null, "WIDGET: 4 reserved")) : List.of(), List.of());
        }).toList());
    }

    private static Report unreadable() {
        return Checker.of(Sources.of(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/waybill")))
                .check(new Mode.Online());
    }

    private double gauge(String invariant) {
        return meters.get("waybill.invariant.violations").tag("invariant", invariant).gauge().value();
    }

    private double looks(String outcome) {
        return meters.get("waybill.invariant.checks").tag("outcome", outcome).counter().count();
    }

    @Test
    void theLastLookIsShownAsItIs() {
        invariants.look();
        check = () -> report(30);
        invariants.look();

        var view = InvariantsController.View.of(invariants.last());

        assertThat(view.ok()).isFalse();
        assertThat(view.invariants()).extracting(InvariantsController.InvariantView::id).contains("I1", "I4")
                .doesNotContain("I9");
        assertThat(view.invariants()).filteredOn(each -> !each.ok()).singleElement().satisfies(each -> {
            assertThat(each.count()).isEqualTo(30);
            assertThat(each.violations()).extracting(Violation::what).containsExactly("WIDGET: 4 reserved");
        });
        assertThat(gauge("I4")).isEqualTo(30);
        assertThat(gauge("I1")).isZero();
        assertThat(gauge("I9")).isNaN();
        assertThat(looks("held")).isEqualTo(1);
        assertThat(looks("violated")).isEqualTo(1);
    }

    @Test
    void whatNobodyCanSeeIsNotKnownWhateverWasSeenBefore() {
        assertThatThrownBy(invariants::last).hasMessage("Nobody has looked at the invariants yet.");
        assertThat(invariants.look()).isTrue();
        check = InvariantsTest::unreadable;

        assertThat(invariants.look()).isFalse();

        assertThatThrownBy(invariants::last).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problem()).isEqualTo(Problem.UNAVAILABLE);
            assertThat(problem.detail())
                    .startsWith("Whether the invariants hold isn't known. The tables can't be read: ");
        });
        assertThat(gauge("I4")).isNaN();
        assertThat(looks("unreadable")).isEqualTo(1);
    }

    @Test
    void whateverBreaksALookNothingIsKnownThenAndTheNextIsTaken() {
        var loop = new InvariantsLoop(invariants, new CheckerSettings("", "", "", null, Duration.ofMinutes(1),
                Duration.ofHours(2), 20_000, Duration.ZERO));
        assertThat(loop.turn()).isTrue();
        check = () -> {
            throw new OutOfMemoryError("as after a flood");
        };

        assertThat(loop.turn()).isFalse();
        assertThat(gauge("I4")).isNaN();

        check = () -> report(0);
        assertThat(loop.turn()).isTrue();
    }
}
