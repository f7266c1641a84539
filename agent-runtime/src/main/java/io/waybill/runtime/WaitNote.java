package io.waybill.runtime;

import io.lettuce.core.RedisException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What one delivery waits for, noted in its order's state for all to see, if that can be done just now. */
final class WaitNote {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Logger LOG = LoggerFactory.getLogger(WaitNote.class);

    private final Redis redis;
    private final Group group;
    private final Entry entry;
    private @Nullable Waiting said;

    WaitNote(Redis redis, Group group, Entry entry) {
        this.redis = redis;
        this.group = group;
        this.entry = entry;
    }

    void says(Waiting waiting) {
        if (waiting.equals(said)) {
            return;
        }
        tried(() -> Script.WAIT.call(redis, new String[]{state()}, group.name(), entry.id(),
                Long.toString(entry.life()), json(waiting)));
        said = waiting;
    }

    /** It waits for nothing any more, and its step won't be recorded. */
    void isOver() {
        if (said != null) {
            tried(() -> Redis.await(redis.commands().hdel(state(), WaitingSteps.FIELD + group.name())));
        }
    }

    private void tried(Runnable call) {
        try {
            call.run();
        } catch (RedisException e) {
            LOG.debug("{} can't say what order {} waits for: {}", group.name(), entry.orderId(), e.toString());
        }
    }

    private String state() {
        return group.keys().order(entry.orderId());
    }

    static String json(Waiting waiting) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("cause", waiting.cause());
        fields.put("detail", waiting.detail());
        fields.put("until", waiting.until() == null ? null : waiting.until().toEpochMilli());
        fields.put("attempts", waiting.attempts());
        return JSON.writeValueAsString(fields);
    }
}
