package io.waybill.fleet;

import io.waybill.fleet.OrderState.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An order's way as text: one row per step, with a bar that shows when it ran, so that overlapping steps are seen. */
record Timeline(OrderState order) {

    private static final int WIDTH = 40;

    @Override
    public String toString() {
        var text = new StringBuilder(row("agent", "status", "from", "took", ""));
        long span = Math.max(1, order.steps().stream().mapToLong(step -> end(step)).max().orElse(1));
        for (Step step : inOrderOfStart()) {
            boolean ran = step.startedAt().isPresent();
            text.append(row(step.agent(), step.status(), ran ? start(step) + " ms" : "",
                    ran ? end(step) - start(step) + " ms" : "", bar(step, span) + remark(step)));
        }
        return text.toString();
    }

    private static String row(String agent, String status, String from, String took, String bar) {
        return String.format(Locale.ROOT, "  %-18s %-9s %7s %8s  %s", agent, status, from, took, bar).stripTrailing()
                + "\n";
    }

    private List<Step> inOrderOfStart() {
        return order.steps().stream().sorted(Comparator.comparing(step -> step.startedAt().orElse(Instant.MAX)))
                .toList();
    }

    private String bar(Step step, long span) {
        if (step.startedAt().isEmpty()) {
            return "";
        }
        int from = Math.clamp(Math.floorDiv(start(step) * WIDTH, span), 0, WIDTH - 1);
        int to = Math.clamp(Math.ceilDiv(end(step) * WIDTH, span), from + 1, WIDTH);
        return " ".repeat(from) + "█".repeat(to - from) + " ".repeat(WIDTH + 1 - to);
    }

    private static String remark(Step step) {
        String tries = step.attempts() > 1 ? step.attempts() + " attempts " : "";
        return tries + step.reason().or(() -> step.waitingFor().map(OrderState.Waiting::toString)).orElse("");
    }

    private long start(Step step) {
        return sinceAccepted(step.startedAt().orElse(order.acceptedAt()));
    }

    private long end(Step step) {
        return sinceAccepted(step.endedAt().or(step::startedAt).orElse(order.acceptedAt()));
    }

    private long sinceAccepted(Instant time) {
        return Duration.between(order.acceptedAt(), time).toMillis();
    }
}
