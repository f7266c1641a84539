package io.waybill.fleet;

import io.waybill.checker.Finding;
import io.waybill.checker.Report;
import io.waybill.checker.Violation;

/** A report as text: one row per invariant, each violation below its row, and last the one line that says it all. */
record CheckTable(Report report) {

    @Override
    public String toString() {
        var text = new StringBuilder();
        report.findings().forEach(finding -> row(text, finding));
        return text.append(summary()).append('\n').toString();
    }

    private static void row(StringBuilder text, Finding finding) {
        text.append("  %-3s  %s  %s%n".formatted(finding.id(), mark(finding), finding.invariant().promise()));
        if (!finding.note().isEmpty()) {
            text.append("         (%s)%n".formatted(finding.note()));
        }
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
                : "checked: %d orders, %d of %d invariants are violated".formatted(report.orders(), violated, judged);
    }
}
