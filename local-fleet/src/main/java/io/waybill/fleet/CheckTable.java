package io.waybill.fleet;

import io.waybill.checker.Finding;
import io.waybill.checker.Report;
import io.waybill.checker.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A report as text: a row for each invariant, its violations below it, what was left out, and one line that says it all. */
record CheckTable(Report report) {

    @Override
    public String toString() {
        var text = new StringBuilder();
        report.findings().forEach(finding -> row(text, finding));
        notes().forEach((note, ids) -> text.append("  %s: %s%n".formatted(String.join(", ", ids), note)));
        return text.append(summary()).append('\n').toString();
    }

    /** Each note once, with the invariants that it's about. */
    private SequencedMap<String, List<String>> notes() {
        var notes = new LinkedHashMap<String, List<String>>();
        for (Finding finding : report.findings()) {
            finding.notes().forEach(note -> notes.computeIfAbsent(note, _ -> new ArrayList<>()).add(finding.id()));
        }
        return notes;
    }

    private static void row(StringBuilder text, Finding finding) {
        text.append("  %-3s  %s  %s%n".formatted(finding.id(), mark(finding), finding.invariant().promise()));
        for (Violation violation : finding.violations()) {
            text.append("         - %s%s%n".formatted(violation.orderId() == null ? "" : "order ", violation));
        }
        if (finding.count() > finding.violations().size()) {
            text.append("         - and %d more%n".formatted(finding.count() - finding.violations().size()));
        }
    }

    private static String mark(Finding finding) {
        if (!finding.ok()) {
            return "✗";
        }
        return finding.judged() ? "✓" : "·";
    }

    private String summary() {
        long violated = report.findings().stream().filter(finding -> !finding.ok()).count();
        long judged = report.findings().stream().filter(Finding::judged).count();
        return violated == 0
                ? "checked: %d orders, all %d invariants that could be judged hold".formatted(report.orders(), judged)
                : "checked: %d orders, %d of %d invariants %s violated".formatted(report.orders(), violated, judged,
                        violated == 1 ? "is" : "are");
    }
}
