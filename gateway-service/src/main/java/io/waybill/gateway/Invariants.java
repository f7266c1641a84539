package io.waybill.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.checker.Finding;
import io.waybill.checker.Invariant;
import io.waybill.checker.Report;
import io.waybill.checker.UnreadableException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/**
 * What the last look at the invariants has shown, also as metrics. When nothing can be seen nothing is known: then there is
 * no report, and the gauges have no value, whatever an earlier look has shown.
 */
@Component
class Invariants {

    private static final Logger LOG = LoggerFactory.getLogger(Invariants.class);

    /** One of the two is null. */
    private record Look(@Nullable Report report, @Nullable UnreadableException trouble) {}

    private final Supplier<Report> check;
    private final Map<String, Counter> looks;
    private volatile @Nullable Look last;

    Invariants(Supplier<Report> check, MeterRegistry meters) {
        this.check = check;
        this.looks = Stream.of("held", "violated", "unreadable").collect(Collectors.toMap(outcome -> outcome,
                outcome -> Counter.builder("waybill.invariant.checks").description("Looks at the invariants")
                        .tag("outcome", outcome).register(meters)));
        for (Invariant invariant : Invariant.values()) {
            Gauge.builder("waybill.invariant.violations", () -> violations(invariant))
                    .description("Places where the invariant doesn't hold, as the last look has shown")
                    .tag("invariant", invariant.name()).register(meters);
        }
    }

    private double violations(Invariant invariant) {
        Look look = last;
        Finding finding = look == null || look.report() == null ? null : look.report().of(invariant);
        return finding == null || !finding.judged() ? Double.NaN : finding.count();
    }

    /** @return whether anything could be seen */
    boolean look() {
        try {
            Report report = check.get();
            last = new Look(report, null);
            count(report.ok() ? "held" : "violated");
            report.findings().stream().filter(finding -> !finding.ok()).forEach(finding -> LOG.error(
                    "{} is violated {} times, first {}", finding.id(), finding.count(),
                    finding.violations().getFirst()));
            return true;
        } catch (UnreadableException e) {
            say(e);
            last = new Look(null, e);
            count("unreadable");
            return false;
        } catch (RuntimeException | Error e) {
            last = null;
            count("unreadable");
            throw e;
        }
    }

    /** Once in an outage; while a fleet starts, the tables of some services aren't there yet. */
    private void say(UnreadableException e) {
        Look before = last;
        boolean hasSeenBefore = before != null && before.report() != null;
        LOG.atLevel(hasSeenBefore ? Level.WARN : Level.DEBUG).log("the invariants can't be looked at: {}",
                e.getMessage());
    }

    private void count(String outcome) {
        Objects.requireNonNull(looks.get(outcome)).increment();
    }

    /** @throws ProblemException when nothing is known */
    Report last() {
        Look look = last;
        if (look == null || look.report() == null) {
            throw ProblemException.unchecked(look == null ? null : look.trouble());
        }
        return look.report();
    }
}
