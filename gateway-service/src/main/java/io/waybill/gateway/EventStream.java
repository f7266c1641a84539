package io.waybill.gateway;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what a listener is told as server-sent events, in the form of the
 * <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML standard, 9.2</a>.
 */
@Component
final class EventStream {

    /** A comment this often keeps proxies from taking the connection for dead: 9.2.7. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);
    /** Then the client comes again: with a key that is looked at anew, and maybe to a gateway that has less to do. */
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int SOONEST_RETRY_MS = 1_000;
    private static final int LATEST_RETRY_MS = 3_000;

    private final JsonMapper json;
    private final InstantSource clock;

    EventStream(JsonMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * Returns when all is told, or when the client is to come again. One that knows the end gets a 204, which says that it
     * needn't (9.2.1).
     *
     * @throws IOException when the client has gone, or hasn't read for as long as Tomcat lets a write wait: 20 s
     */
    void write(Listener listener, HttpServletResponse response) throws IOException, InterruptedException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Bulletin bulletin = listener.take(PATIENCE);
        if (bulletin.isVain()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        Instant end = clock.instant().plus(LONGEST);
        send(retry(), response);
        send(text(bulletin), response);
        while (bulletin.next() == Bulletin.Next.MORE && clock.instant().isBefore(end)) {
            bulletin = listener.take(LONGEST_SILENCE);
            send(text(bulletin), response);
        }
    }

    /** Not the same for all: those who have lost a gateway together don't come back together. */
    private static String retry() {
        return "retry: %d\n\n".formatted(ThreadLocalRandom.current().nextInt(SOONEST_RETRY_MS, LATEST_RETRY_MS));
    }

    private String text(Bulletin bulletin) {
        var text = new StringBuilder();
        for (Bulletin.Message message : bulletin.messages()) {
            if (message.id() > 0) {
                text.append("id: ").append(message.id()).append('\n');
            }
            text.append("event: ").append(message.event()).append('\n');
            text.append("data: ").append(json.writeValueAsString(message.data())).append("\n\n");
        }
        return text.isEmpty() ? ":\n\n" : text.toString();
    }

    private static void send(String text, HttpServletResponse response) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }
}
