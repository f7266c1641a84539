package io.waybill.faults;

import io.waybill.checker.Finding;
import io.waybill.checker.Report;
import java.time.Duration;
import java.util.List;

/**
 * What became of one run.
 *
 * @param orders how many were sent, repeats left out
 * @param settled whether everything had come to rest in time
 * @param strayed orders that didn't end as they were meant to
 * @param notes lines for the reader
 */
record Verdict(int orders, long fired, Duration recovered, boolean settled, Seen seen, List<String> strayed,
        List<String> notes, Report report) {

    boolean held() {
        return settled && seen.held() && strayed.isEmpty() && report.ok()
                && report.findings().stream().allMatch(Finding::judged);
    }
}
