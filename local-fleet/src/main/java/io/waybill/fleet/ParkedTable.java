package io.waybill.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What waits for a person as text, in 80 columns: how many for each cause, then the newest one by one.
 *
 * @param page as {@code GET /ops/parked} answers
 */
record ParkedTable(JsonNode page, Instant now) {

    private static final String INDENT = "      ";

    @Override
    public String toString() {
        var text = new StringBuilder();
        each("groups").forEach(group -> text.append(String.format(Locale.ROOT, "  %6d  %s%n",
                group.path("count").asLong(), group.path("cause").asString())));
        each("items").forEach(item -> text.append('\n').append(shown(item)));
        return text.append(text.isEmpty() ? "" : "\n").append(summary()).append('\n').toString();
    }

    /** How much is parked altogether. */
    static long count(JsonNode page) {
        return StreamSupport.stream(page.path("groups").spliterator(), false)
                .mapToLong(group -> group.path("count").asLong()).sum();
    }

    private Stream<JsonNode> each(String list) {
        return StreamSupport.stream(page.path(list).spliterator(), false);
    }

    private String shown(JsonNode item) {
        var since = new Span(Duration.between(Instant.parse(item.path("since").asString()), now));
        String head = String.format(Locale.ROOT, "  %s  %-18s %8s ago%n", item.path("id").asString(),
                item.path("agent").asString(""), since);
        String cause = item.path("cause").asString() + text(item, "detail").map(detail -> ": " + detail).orElse("");
        return head + Screen.lines(INDENT, cause)
                + text(item, "orderId").map(order -> INDENT + "order " + order + "\n").orElse("");
    }

    private static Optional<String> text(JsonNode item, String name) {
        return Optional.of(item.path(name).asString("")).filter(text -> !text.isEmpty());
    }

    private String summary() {
        long parked = count(page);
        long shown = each("items").count();
        return parked > shown
                ? "parked: %d, of which the newest %d are shown".formatted(parked, shown)
                : "parked: " + parked;
    }
}
