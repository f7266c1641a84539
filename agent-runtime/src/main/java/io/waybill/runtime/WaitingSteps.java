package io.waybill.runtime;

import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which steps of an order wait, and for what: as those have said who have them in hand. */
public final class WaitingSteps {

    static final String FIELD = "waits:";
    /** More than a state has fields: one call sees all of them, and brings only those that match. */
    private static final int ALL = 1_000;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Logger LOG = LoggerFactory.getLogger(WaitingSteps.class);

    private final Redis redis;

    WaitingSteps(Redis redis) {
        this.redis = redis;
    }

    /**
     * By agent. What was said stays until the step is recorded or waits anew, so it may be said also of one that just runs
     * again. A step that nobody has in hand waits without a word: unread, and what its agent's gate says holds for it.
     *
     * @return none when Redis has no such order
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked
     */
    public Map<String, Waiting> waiting(int partition, UUID orderId) {
        String state = new Keys(partition).order(orderId);
        MapScanCursor<String, String> found = RedisTrouble.translated(() -> Redis.await(redis.commands().hscan(state,
                ScanCursor.INITIAL, ScanArgs.Builder.limit(ALL).match(FIELD + "*"))));
        var waiting = new HashMap<String, Waiting>();
        found.getMap().forEach((field, json) -> read(json)
                .ifPresent(each -> waiting.put(field.substring(FIELD.length()), each)));
        return waiting;
    }

    private static Optional<Waiting> read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return Optional.of(new Waiting(node.path("cause").asString(), node.path("detail").asString(null),
                    node.hasNonNull("until") ? Instant.ofEpochMilli(node.path("until").asLong()) : null,
                    node.path("attempts").asInt()));
        } catch (JacksonException e) {
            LOG.warn("what an order is said to wait for can't be read: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
