package io.waybill.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to an order, as an {@code EventSource} does, but for coming back by itself. */
final class EventClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> answer;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private volatile String lastId;

    /** @param id the last that came before or with it */
    record Event(String id, String type, JsonNode data) {

        String text(String pointer) {
            return data.at(pointer).asString();
        }
    }

    private EventClient(Client client, UUID order, String lastId) throws IOException, InterruptedException {
        this.lastId = lastId;
        var request = HttpRequest.newBuilder(URI.create(client.base() + "/orders/" + order + "/events"))
                .header("Authorization", "Bearer " + client.key()).header("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        this.answer = http.send(request.build(), BodyHandlers.ofInputStream());
        Thread.startVirtualThread(this::read);
    }

    static EventClient open(Client client, UUID order, String lastId) throws IOException, InterruptedException {
        return new EventClient(client, order, lastId);
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String type = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(lastId, type, JSON.readTree(line.substring(6))));
                }
            }
            ended = true;
        } catch (IOException _) {
            // closed, or the gateway has gone: what was read was read
        }
    }

    int status() {
        return answer.statusCode();
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** The agents of the steps that it was told. */
    List<String> steps() {
        return events.stream().filter(event -> event.type().equals("step")).map(event -> event.text("/agent")).toList();
    }

    List<String> statuses() {
        return events.stream().filter(event -> event.type().equals("status")).map(event -> event.text("/status"))
                .toList();
    }

    String lastId() {
        return lastId;
    }

    /** Whether the gateway has ended the answer, as it should be. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
