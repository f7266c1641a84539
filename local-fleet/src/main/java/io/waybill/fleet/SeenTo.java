package io.waybill.fleet;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What became of something that was parked, in words.
 *
 * @param answer what the gateway says of one or of many, or of what would become of many
 */
record SeenTo(JsonNode answer) {

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    @Override
    public String toString() {
        if (answer.has("effect")) {
            return "%s: %s".formatted(answer.path("resolution").asString(), effect(answer.path("effect").asString()));
        }
        if (answer.path("dryRun").asBoolean()) {
            return "would replay %d: %s".formatted(answer.path("parked").asLong(), would(answer.path("would")));
        }
        return "replayed: %d, skipped: %d, still parked: %d".formatted(answer.path("replayed").asLong(),
                answer.path("skipped").asLong(), answer.path("remaining").asLong());
    }

    /** What would happen to nobody is left out, but for charges: of those everybody wants to know that there are none. */
    private static String would(JsonNode counts) {
        return counts.propertyStream().filter(each -> each.getValue().asLong() > 0 || each.getKey().equals("charge"))
                .map(each -> CAPITAL.matcher(each.getKey())
                        .replaceAll(letter -> " " + letter.group().toLowerCase(Locale.ROOT))
                        + " " + each.getValue().asLong())
                .collect(Collectors.joining(", "));
    }

    private static String effect(String code) {
        return switch (code) {
            case "sent_again" -> "it's on its way to its agent";
            case "under_way" -> "its order didn't wait for it any more";
            case "started_over" -> "Redis has lost its order, which starts over";
            case "goes_on" -> "its order goes on without it";
            case "compensating" -> "its order is undone";
            case "none" -> "no order waited for it";
            default -> code;
        };
    }
}
