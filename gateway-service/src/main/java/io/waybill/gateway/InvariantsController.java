package io.waybill.gateway;

import io.waybill.checker.Finding;
import io.waybill.checker.Report;
import io.waybill.checker.Violation;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators what the last look at the invariants has shown. */
@RestController
@Needs(Scope.OPS)
class InvariantsController {

    private final Invariants invariants;

    InvariantsController(Invariants invariants) {
        this.invariants = invariants;
    }

    /** @param invariants those that can be judged while the fleet works */
    record View(Instant checkedAt, boolean ok, long orders, List<InvariantView> invariants) {

        static View of(Report report) {
            return new View(report.checkedAt(), report.ok(), report.orders(),
                    report.findings().stream().filter(Finding::judged).map(InvariantView::of).toList());
        }
    }

    /**
     * @param count all violations
     * @param violations the first of them
     * @param notes what was left out
     */
    record InvariantView(String id, String promise, boolean ok, long count, List<Violation> violations,
            List<String> notes) {

        static InvariantView of(Finding finding) {
            return new InvariantView(finding.id(), finding.invariant().promise(), finding.ok(), finding.count(),
                    finding.violations(), finding.notes());
        }
    }

    @GetMapping(path = "/ops/invariants", produces = MediaType.APPLICATION_JSON_VALUE)
    View invariants() {
        return View.of(invariants.last());
    }
}
