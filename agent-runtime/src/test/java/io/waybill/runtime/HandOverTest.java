package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script that gives back what a stopping instance has read, on a real Redis. */
class HandOverTest extends OnRedis {

    private static final Instance STOPPING = new Instance("test-1", "test-1~0"); // the one that OrderInRedis reads as

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HandOver handOver = new HandOver(redis, STOPPING, new Telemetry(meters));
    private final OrderInRedis order = new OrderInRedis(redis, STANDARD);
    private final Group group = order.group("validator");

    @SuppressWarnings("unchecked")
    private List<StreamMessage<String, String>> readByPeer() {
        return Redis.await(redis.commands().xreadgroup(Consumer.from("validator", "peer~1"),
                XReadArgs.Builder.count(10), StreamOffset.lastConsumed(group.stream())));
    }

    private double handedOver() {
        return meters.counter("waybill.entries.handed.over", "agent", "validator").count();
    }

    @BeforeEach
    void accept() {
        order.accepted();
    }

    @Test
    void aPeerGetsItAtOnceAsIfItHadNeverBeenRead() {
        Entry read = order.entry("validator");
        assertThat(readByPeer()).isEmpty();

        handOver.give(group, read);

        List<StreamMessage<String, String>> got = readByPeer();
        assertThat(got).hasSize(1);
        assertThat(got.getFirst().getBody())
                .isEqualTo(Map.of("order", order.order.id().toString(), "life", "1"));
        assertThat(got.getFirst().getId()).isNotEqualTo(read.id());
        assertThat(handedOver()).isEqualTo(1);
    }

    @Test
    void theOldEntryIsGoneAndTheStateNamesTheNewOne() {
        handOver.give(group, order.entry("validator"));

        List<StreamMessage<String, String>> left = Redis
                .await(redis.commands().xrange(group.stream(), Range.unbounded()));
        assertThat(left).hasSize(1);
        assertThat(order.field("sent:validator")).isEqualTo(left.getFirst().getId());
        assertThat(order.pendingTo("validator")).isZero();
    }

    @Test
    void whatElseAnEntrySaysGoesAlong() {
        order.refused("validator", io.waybill.contracts.Reason.INVALID);
        Entry asked = order.entry("rollback");

        handOver.give(order.group("rollback"), asked);

        assertThat(Redis.await(redis.commands().xrange(order.keys.stream("rollback"), Range.unbounded())))
                .singleElement().extracting(StreamMessage::getBody).asString().contains("reason=invalid",
                        "detail=because");
    }

    @Test
    void givingTwiceAddsItOnce() {
        Entry read = order.entry("validator");
        handOver.give(group, read);
        handOver.give(group, read);

        assertThat(Redis.await(redis.commands().xlen(group.stream()))).isEqualTo(1);
        assertThat(handedOver()).isEqualTo(1);
    }

    @Test
    void whatAPeerHasClaimedMeanwhileStaysThePeers() {
        Entry read = order.entry("validator");
        Redis.await(redis.commands().xclaim(group.stream(), Consumer.from("validator", "peer~1"), 0, read.id()));

        handOver.give(group, read);

        assertThat(order.field("sent:validator")).isEqualTo(read.id());
        assertThat(order.pendingTo("validator")).isEqualTo(1);
        assertThat(Redis.await(redis.commands().xlen(group.stream()))).isEqualTo(1);
    }

    @Test
    void whatIsRecordedIsNotGivenBack() {
        Entry read = order.entry("validator");
        order.done("validator");

        handOver.give(group, read);

        assertThat(order.sentTo()).doesNotContain("validator");
    }

    @Test
    void anEntryOfAnotherLifeLeavesTheStateAlone() {
        Entry read = order.entry("validator");
        order.accept(2, Life.Start.FIRST);
        String sent = order.field("sent:validator");

        handOver.give(group, read);

        assertThat(order.field("sent:validator")).isEqualTo(sent).isNotEqualTo(read.id());
    }

    @Test
    void withoutTheStreamOrTheGroupThereIsNothingToGive() {
        Entry read = order.entry("validator");
        Redis.await(redis.commands().xgroupDestroy(group.stream(), "validator"));
        handOver.give(group, read);
        Redis.await(redis.commands().flushall());
        handOver.give(group, read);

        assertThat(Redis.await(redis.commands().exists(group.stream()))).isZero();
    }

    @Test
    void aFullRedisTakesIt() {
        Entry read = order.entry("validator");
        fill();
        try {
            handOver.give(group, read);
        } finally {
            makeRoom();
        }

        assertThat(order.field("sent:validator")).isNotEqualTo(read.id());
    }
}
