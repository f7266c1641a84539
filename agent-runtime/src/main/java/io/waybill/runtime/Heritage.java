package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What dead instances have left in one group. It's claimed by the one who reads the group, as room comes free, and before
 * anything new is read: it is older, and who is busy all the time would else never come to it.
 */
final class Heritage {

    private static final Logger LOG = LoggerFactory.getLogger(Heritage.class);

    private final Group group;
    private final String heir;
    private final Telemetry telemetry;
    private final Set<String> dead = ConcurrentHashMap.newKeySet();

    Heritage(Group group, String heir, Telemetry telemetry) {
        this.group = group;
        this.heir = heir;
        this.telemetry = telemetry;
    }

    /** These have left something; nobody else has, as far as is known. */
    void leftBy(Set<String> consumers) {
        dead.retainAll(consumers);
        dead.addAll(consumers);
    }

    boolean isEmpty() {
        return dead.isEmpty();
    }

    /**
     * Claims up to so many entries; they are pending to the heir from then on. None when a peer was quicker.
     *
     * @throws io.lettuce.core.RedisException when Redis can't be asked; something may have been claimed
     */
    List<StreamMessage<String, String>> claim(Redis redis, int count) {
        for (Iterator<String> each = dead.iterator(); each.hasNext();) {
            List<StreamMessage<String, String>> claimed = claim(redis, each.next(), count);
            if (!claimed.isEmpty()) {
                return claimed;
            }
            each.remove();
        }
        return List.of();
    }

    private List<StreamMessage<String, String>> claim(Redis redis, String from, int count) {
        List<Object> answer = Script.INHERIT.list(redis,
                new String[]{group.stream(), group.keys().alive(from), group.keys().alive(heir)},
                group.name(), from, heir, Integer.toString(count));
        if (answer.isEmpty()) {
            return List.of();
        }
        var idle = Duration.ofMillis((Long) answer.getFirst());
        var claimed = ((List<?>) answer.getLast()).stream().map(this::message).toList();
        LOG.info("{} entries of {} taken over from {}, idle for {} ms", claimed.size(), group.stream(), from,
                idle.toMillis());
        telemetry.takenOver(group.name(), claimed.size(), idle);
        return claimed;
    }

    private StreamMessage<String, String> message(Object entry) {
        List<?> idAndFields = (List<?>) entry;
        List<?> fields = (List<?>) idAndFields.getLast();
        Map<String, String> body = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i += 2) {
            body.put((String) fields.get(i), (String) fields.get(i + 1));
        }
        return new StreamMessage<>(group.stream(), (String) idAndFields.getFirst(), body);
    }
}
