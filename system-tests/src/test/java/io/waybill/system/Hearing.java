package io.waybill.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client has heard of an order, over as many connections as that took. As the HTML standard has it (9.2.6), an event and
 * its id count once the blank line behind them has come.
 */
final class Hearing {

    private final String order;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile String lastId = "";

    private record Event(String type, JsonNode data) {}

    Hearing(String order) {
        this.order = order;
    }

    String order() {
        return order;
    }

    /**
     * Goes on at this gateway behind what has been heard.
     *
     * @return whether the gateway has ended the answer; false when it was cut off
     */
    boolean listen(Http gateway) {
        try (Stream<String> lines = gateway.lines("/orders/" + order + "/events", "Accept", "text/event-stream",
                "Last-Event-ID", lastId)) {
            var block = new ArrayList<String>();
            for (Iterator<String> each = lines.iterator(); each.hasNext();) {
                String line = each.next();
                if (line.isEmpty()) {
                    hear(block);
                    block.clear();
                } else {
                    block.add(line);
                }
            }
            return true;
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    private void hear(List<String> block) {
        lastId = field(block, "id: ", lastId);
        String data = field(block, "data: ", "");
        if (!data.isEmpty()) {
            events.add(new Event(field(block, "event: ", "message"), JsonMapper.shared().readTree(data)));
        }
    }

    private static String field(List<String> block, String name, String otherwise) {
        return block.stream().filter(line -> line.startsWith(name)).map(line -> line.substring(name.length()))
                .findFirst().orElse(otherwise);
    }

    /** The agents of the steps, as they were told. */
    List<String> steps() {
        return events.stream().filter(event -> event.type().equals("step"))
                .map(event -> event.data().path("agent").asString()).toList();
    }

    /** The last that was told, whatever it was. */
    JsonNode last() {
        return events.getLast().data();
    }
}
