package io.waybill.faults;

import io.waybill.checker.Finding;
import io.waybill.checker.Violation;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the suite prints: a line for each run as it goes, and what is wrong below it. */
final class Table {

    private static final int INVARIANTS = 11;
    private static final String HOLDS = "ok";
    private static final String VIOLATED = "NO";
    private static final String NOT_JUDGED = "-";
    private static final int MOST_SHOWN = 5;

    private final PrintWriter out;

    Table(PrintWriter out) {
        this.out = out;
    }

    void head(long seed) {
        out.printf("seed %d%n%-29s %6s %6s %9s  %s  bound: said / seen%n", seed, "fault", "orders", "fired",
                "recovered",
                IntStream.rangeClosed(1, INVARIANTS).mapToObj(id -> "%-3s".formatted("I" + id))
                        .collect(Collectors.joining(" ")));
        out.flush();
    }

    /** The line's beginning, while it's being found out how it goes on. */
    void begin(String title) {
        out.printf("%-29s ", title);
        out.flush();
    }

    void end(String must, Verdict verdict) {
        out.printf("%6d %6d %9s  %s  %s %s / %s%n", verdict.orders(), verdict.fired(),
                Seen.seconds(verdict.recovered()),
                marks(verdict.report().findings()), verdict.held() ? HOLDS : VIOLATED, must, verdict.seen().text());
        verdict.notes().forEach(note -> out.printf("    %s%n", note));
        if (!verdict.settled()) {
            out.println("    it didn't come to rest in time");
        }
        if (!verdict.seen().held()) {
            out.printf("    the bound doesn't hold: %s%n", verdict.seen().text());
        }
        list("ends", verdict.strayed());
        verdict.report().findings().stream().filter(finding -> !finding.ok()).forEach(finding -> list(
                "%s (%d)".formatted(finding.id(), finding.count()),
                finding.violations().stream().map(Violation::toString).toList()));
        out.flush();
    }

    void notRun(String reason) {
        out.printf("not run: %s%n", reason);
        out.flush();
    }

    /** The suite itself failed, so nothing is known. */
    void broken(Exception e) {
        out.printf("%s the suite itself failed: ", VIOLATED);
        e.printStackTrace(out);
        out.flush();
    }

    void foot(int held, int failed, int notRun) {
        out.printf("%d held, %d failed, %d not run%n", held, failed, notRun);
        out.flush();
    }

    /** I10, what is said in logs and traces, isn't the checker's to judge. */
    private static String marks(List<Finding> findings) {
        return IntStream.rangeClosed(1, INVARIANTS).mapToObj(id -> "%-3s".formatted(mark(findings, "I" + id)))
                .collect(Collectors.joining(" "));
    }

    private static String mark(List<Finding> findings, String id) {
        return findings.stream().filter(finding -> finding.id().equals(id)).findFirst()
                .map(finding -> !finding.judged() ? NOT_JUDGED : finding.ok() ? HOLDS : VIOLATED).orElse(NOT_JUDGED);
    }

    private void list(String what, List<String> wrong) {
        wrong.stream().limit(MOST_SHOWN).forEach(text -> out.printf("    %s: %s%n", what, text));
        if (wrong.size() > MOST_SHOWN) {
            out.printf("    %s: and %d more%n", what, wrong.size() - MOST_SHOWN);
        }
    }
}
