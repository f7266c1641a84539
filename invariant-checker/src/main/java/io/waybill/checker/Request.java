package io.waybill.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One {@code POST /orders} in a client's log.
 *
 * @param key the Idempotency-Key it was sent with; null when with none
 * @param status of the answer; 0 when none came
 * @param orderId in a 2xx answer; else null
 * @param bodySha256 of the answer's body, in hexadecimal; null when none came
 * @param replayed whether the answer said that it's one given before
 * @param durationMs from sending to the end of the answer
 */
public record Request(Instant sentAt, @Nullable String key, String merchant, int status, @Nullable String orderId,
        @Nullable String bodySha256, boolean replayed, long durationMs) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A log with one JSON object a line. */
    public static List<Request> read(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank()).map(line -> JSON.readValue(line, Request.class)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log's line, without its end. */
    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    boolean isAccepted() {
        return status / 100 == 2;
    }
}
