package io.waybill.runtime;

import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an instance that stops does with entries that it won't do any more: they are in their stream again at once, for any
 * peer that reads. What can't be given back stays pending, and a peer claims it when the sign of life has gone.
 */
final class HandOver {

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    private final Redis redis;
    private final Instance instance;
    private final Telemetry telemetry;

    HandOver(Redis redis, Instance instance, Telemetry telemetry) {
        this.redis = redis;
        this.instance = instance;
        this.telemetry = telemetry;
    }

    void give(Group group, StreamMessage<String, String> message) {
        try {
            give(group, Entry.of(message));
        } catch (IllegalArgumentException e) {
            LOG.warn("entry {} of {} stays pending: {}", message.getId(), group.stream(), e.getMessage());
        }
    }

    void give(Group group, Entry entry) {
        try {
            long given = Script.HANDOVER.call(redis,
                    new String[]{group.stream(), group.keys().order(entry.orderId())}, group.name(), entry.id(),
                    instance.consumer(), Long.toString(entry.life()));
            if (given == 1) {
                telemetry.handedOver(group.name());
            }
        } catch (RedisException e) {
            LOG.warn("{} leaves order {} to whoever notices: {}", group.name(), entry.orderId(), e.toString());
        }
    }
}
