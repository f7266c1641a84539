package io.waybill.fleet;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Who did what, when and why as text: a line for each, below it the order and the reason, if there are any.
 *
 * @param page as {@code GET /ops/notes} answers
 */
record NotesTable(JsonNode page) {

    private static final String INDENT = "      ";

    @Override
    public String toString() {
        var text = new StringBuilder();
        notes().forEach(note -> text.append(shown(note)));
        String more = page.path("cursor").isString() ? ", and older ones" : "";
        return text.append("notes: %d%s%n".formatted(notes().count(), more)).toString();
    }

    private Stream<JsonNode> notes() {
        return StreamSupport.stream(page.path("notes").spliterator(), false);
    }

    private static String shown(JsonNode note) {
        String head = "  %s  %s: %s %s".formatted(note.path("at").asString(), note.path("by").asString(),
                note.path("what").asString(), note.path("agent").asString("")).stripTrailing();
        String order = note.path("orderId").asString("");
        String why = note.path("why").asString("");
        return head + "\n" + (order.isEmpty() ? "" : INDENT + "order " + order + "\n")
                + (why.isEmpty() ? "" : Screen.lines(INDENT, why));
    }
}
