package io.waybill.checker;

import java.time.Instant;
import java.util.List;

/**
 * What a check found, one finding for each invariant, in their order.
 *
 * @param orders how many were looked at
 */
public record Report(Instant checkedAt, long orders, List<Finding> findings) {

    public Report {
        findings = List.copyOf(findings);
    }

    /** Whether everything that could be looked at holds. */
    public boolean ok() {
        return findings.stream().allMatch(Finding::ok);
    }

    public Finding of(Invariant invariant) {
        return findings.stream().filter(finding -> finding.invariant() == invariant).findFirst().orElseThrow();
    }
}
