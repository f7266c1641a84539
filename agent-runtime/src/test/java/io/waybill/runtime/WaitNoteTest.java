package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Reason;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What merchants see of waiting, on a real Redis. */
class WaitNoteTest extends OnRedis {

    private static final Waiting OUTAGE = new Waiting("outage", "the provider answered \"503\"",
            Instant.parse("2026-01-01T00:00:00.123Z"), 3);
    private static final Waiting PAUSED = new Waiting("paused", null, null, 0);

    private final OrderInRedis order = new OrderInRedis(redis, STANDARD);

    private Map<String, Waiting> waiting() {
        return new WaitingSteps(redis).waiting(0, order.order.id());
    }

    private WaitNote note() {
        return new WaitNote(redis, order.group("validator"), order.entry("validator"));
    }

    @BeforeEach
    void accept() {
        order.accepted();
    }

    @Test
    void anOrderOfWhichNothingWaitsOrThatIsGoneSaysNothing() {
        assertThat(waiting()).isEmpty();
        order.loseState();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void itComesBackAsItWasSaidAndTheLastWordCounts() {
        WaitNote note = note();
        note.says(OUTAGE);
        assertThat(waiting()).isEqualTo(Map.of("validator", OUTAGE));

        note.says(PAUSED);
        assertThat(waiting()).isEqualTo(Map.of("validator", PAUSED));
    }

    @Test
    void itGoesWithTheOutcomeWhateverThatIs() {
        note().says(OUTAGE);
        order.done("validator");
        assertThat(waiting()).isEmpty();

        var refused = new OrderInRedis(redis, STANDARD).accepted();
        new WaitNote(redis, refused.group("validator"), refused.entry("validator")).says(OUTAGE);
        refused.refused("validator", Reason.INVALID);
        assertThat(refused.field("waits:validator")).isNull();
    }

    @Test
    void itGoesWhenTheStepIsParked() {
        order.allDone("validator", "inventory_agent", "fraud_agent", "payment_authorize", "payment_capture");
        new WaitNote(redis, order.group("tracking_agent"), order.entry("tracking_agent")).says(OUTAGE);
        order.failed("tracking_agent");

        assertThat(waiting()).isEmpty();
    }

    @Test
    void itGoesWhenTheEntryIsParkedOrHandedOver() {
        note().says(OUTAGE);
        new HandOver(redis, new Instance("test-1", "test-1~0"), new Telemetry(
                new SimpleMeterRegistry()))
                .give(order.group("validator"), order.entry("validator"));
        assertThat(waiting()).isEmpty();

        order.forget("validator");
        note().says(OUTAGE);
        new Parking(redis, new Telemetry(new SimpleMeterRegistry())).park(order.group("validator"),
                order.entry("validator").id(), order.order.id(),
                Parking.Cause.UNREADABLE_STATE, "");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whoComesLateSaysNothing() {
        WaitNote late = note();
        order.done("validator");
        late.says(OUTAGE);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void anEarlierLifeSaysNothingAndMakesNoOrder() {
        WaitNote earlier = note();
        order.accept(2, Life.Start.FIRST);
        earlier.says(OUTAGE);
        assertThat(waiting()).isEmpty();

        order.loseState();
        note().says(PAUSED);
        assertThat(Redis.await(redis.commands().exists(order.keys.order(order.order.id())))).isZero();
    }

    @Test
    void itCanBeTakenBack() {
        WaitNote note = note();
        note.says(OUTAGE);
        note.isOver();

        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        Redis.await(redis.commands().hset(order.keys.order(order.order.id()), Map.of("waits:validator", "{", "waits:x",
                "{\"cause\":\"paused\"}")));

        assertThat(waiting()).containsOnlyKeys("x");
    }
}
