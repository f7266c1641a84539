package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody can make sense of never blocks the line: a whole instance, with its loops, on a real Redis. */
class PoisonTest extends OnRedis {

    private static final String STREAM = "wb:{0}:stream:validator";
    private static final String BAD_BYTES = "\u00ff\u00fe\u0000\u0080rubbish";

    private final Redis bytewise = redis.bytewise();
    private final List<ParkedEntry> parked = new CopyOnWriteArrayList<>();
    private final List<OrderEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final ParkedSteps steps = new ParkedSteps(redis, OrderInRedis.KEEP);
    private @Nullable AgentRuntime instance;

    @AfterEach
    void stop() {
        if (instance != null) {
            instance.stop();
        }
        steps.close();
        bytewise.close();
    }

    private static Telemetry telemetry() {
        return new Telemetry(new SimpleMeterRegistry());
    }

    private void start(Agent... special) {
        var names = Stream.of("validator", "inventory_agent", "fraud_agent", "payment_authorize", "payment_capture",
                "tracking_agent", "notifier");
        List<Agent> plain = names.filter(name -> Stream.of(special).noneMatch(each -> each.name().equals(name)))
                .<Agent>map(name -> new FakeAgent(name, _ -> Outcome.done())).toList();
        var settings = new RuntimeSettings("a", null, 1, Duration.ofHours(24), Duration.ofHours(1),
                Duration.ofSeconds(20), 5000);
        instance = new AgentRuntime(redis, Instance.named("a", new Random()), STANDARD, settings,
                new AgentRuntime.Hosted(Stream.concat(plain.stream(), Stream.of(special)).toList(), this::keepEvents,
                        this::keep),
                telemetry());
        instance.start();
    }

    private Map<OrderEvent, String> keepEvents(List<OrderEvent> batch) {
        events.addAll(batch);
        return batch.stream().filter(event -> "stranger".equals(event.agent()))
                .collect(Collectors.toMap(event -> event, _ -> "there is no such order"));
    }

    private void keep(List<ParkedEntry> entries) {
        if (refusals.getAndDecrement() > 0) {
            throw new IllegalStateException("the ledger is down");
        }
        parked.addAll(entries);
    }

    private String add(String stream, List<String> fields) {
        return Redis.await(bytewise.commands().xadd(stream, fields.toArray()));
    }

    private static List<OrderInRedis> orders(int count) {
        return IntStream.range(0, count).mapToObj(_ -> new OrderInRedis(redis, STANDARD).accepted()).toList();
    }

    private static void awaitSettled(List<OrderInRedis> orders) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(orders)
                .allSatisfy(order -> assertThat(order.field("settled")).isEqualTo("1")));
    }

    private static void awaitForgotten(String... streams) {
        await().untilAsserted(() -> assertThat(streams).allSatisfy(stream -> {
            assertThat(Redis.await(redis.commands().xlen(stream))).isZero();
        }));
    }

    static Stream<List<String>> poison() {
        String order = UUID.randomUUID().toString();
        return Stream.of(
                List.of("bytes", "rubbish"),
                List.of(BAD_BYTES, BAD_BYTES),
                List.of("order", BAD_BYTES, "life", "1"),
                List.of("order", "no-uuid", "life", "1"),
                List.of("order", "1-1-1-1-1", "life", "1"),
                List.of("order", order, "life", "x"),
                List.of("order", order, "life", BAD_BYTES),
                List.of("order", order, "LIFE", "1"),
                List.of("order", order, "life", "99999999999999999999"),
                List.of("", ""),
                List.of("order", "x", "stream", "elsewhere", "order", order, "cause", "none"),
                List.of("order", order, "life", "1", "payload", BAD_BYTES.repeat(100_000)),
                IntStream.range(0, 40_000).mapToObj(Integer::toString).toList());
    }

    @ParameterizedTest
    @MethodSource("poison")
    void anEntryThatIsNoneIsParkedAsItIsAndTheLineGoesOn(List<String> fields) {
        String id = add(STREAM, fields);

        start();
        awaitSettled(orders(3));

        await().untilAsserted(() -> assertThat(parked).hasSize(1));
        ParkedEntry entry = parked.getFirst();
        assertThat(entry.fields().texts()).isEqualTo(fields);
        assertThat(entry.stream()).isEqualTo(STREAM);
        assertThat(entry.entryId()).isEqualTo(id);
        assertThat(entry.agent()).isEqualTo("validator");
        assertThat(entry.cause()).isEqualTo("undecodable-entry");
        assertThat(entry.step()).isNull();
        assertThat(entry.since()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        awaitForgotten(STREAM, "wb:{0}:parked");
    }

    @Test
    void whatIsPutBackIsTheSameByteForByteAndParkedAgainAsAnother() {
        List<String> fields = List.of(BAD_BYTES, BAD_BYTES, BAD_BYTES, "twice");
        add(STREAM, fields);
        start();
        await().until(() -> parked.size() == 1);

        steps.addAgain(STREAM, parked.getFirst().fields());

        await().until(() -> parked.size() == 2);
        assertThat(parked.getLast().fields()).isEqualTo(parked.getFirst().fields());
        assertThat(parked.getLast().entryId()).isNotEqualTo(parked.getFirst().entryId());
    }

    @Test
    void anEventThatIsNoneIsParkedAndThoseBesideItAreKept() {
        add("wb:{0}:events", List.of("kind", "surprise"));
        add("wb:{0}:events", List.of(BAD_BYTES, BAD_BYTES));

        start();
        awaitSettled(orders(1));

        await().untilAsserted(() -> assertThat(events).hasSize(9));
        await().untilAsserted(() -> assertThat(parked).extracting(ParkedEntry::cause)
                .containsExactly("undecodable-event", "undecodable-event"));
        assertThat(parked).allSatisfy(entry -> assertThat(entry.agent()).isNull());
        awaitForgotten("wb:{0}:events", "wb:{0}:parked");
    }

    @Test
    void anEventThatCanNeverBeKeptIsParkedAndThoseBesideItAreKept() {
        add("wb:{0}:events",
                List.of("order", UUID.randomUUID().toString(), "life", "1", "number", "1", "kind", "step", "at",
                        "1", "agent", "stranger", "status", "done"));

        start();
        awaitSettled(orders(1));

        await().untilAsserted(() -> assertThat(events).hasSize(1 + 9));
        await().untilAsserted(() -> assertThat(parked).extracting(ParkedEntry::cause, ParkedEntry::detail)
                .containsExactly(tuple("impossible-event", "there is no such order")));
        assertThat(parked.getFirst().fields().texts()).contains("agent", "stranger");
        awaitForgotten("wb:{0}:events", "wb:{0}:parked");
    }

    @Test
    void whatStandsAmongTheParkedAndIsNoneIsKeptAsWell() {
        add("wb:{0}:parked", List.of("stream", STREAM, "fields", "rubbish", BAD_BYTES, BAD_BYTES));

        start();

        await().untilAsserted(() -> assertThat(parked).hasSize(1));
        assertThat(parked.getFirst().stream()).isEqualTo("wb:{0}:parked");
        assertThat(parked.getFirst().fields().texts()).contains(BAD_BYTES);
        awaitForgotten("wb:{0}:parked");
    }

    @Test
    void anOrderOfAnUnknownVersionIsParkedAndGoesOnOnceItsPlanIsThere() {
        OrderInRedis order = orders(1).getFirst();
        Redis.await(redis.commands().hset(order.keys.order(order.order.id()), "plan", "nobody-knows"));

        start();
        awaitSettled(orders(3));
        await().until(() -> parked.size() == 1);
        ParkedEntry entry = parked.getFirst();
        assertThat(entry.cause()).isEqualTo("unknown-pipeline-version");
        assertThat(entry.orderId()).isEqualTo(order.order.id());
        assertThat(entry.step()).isEqualTo(new ParkedEntry.Step(1, 1));
        assertThat(order.field("parked:validator")).isEqualTo(entry.entryId());

        assertThat(steps.replay(order.life(1), "validator")).isEqualTo(ParkedSteps.Answer.DONE);
        awaitSettled(List.of(order));
        assertThat(order.status()).isEqualTo("completed");
        await().untilAsserted(() -> assertThat(events)
                .filteredOn(event -> event.orderId().equals(order.order.id()) && "validator".equals(event.agent()))
                .extracting(OrderEvent::number, OrderEvent::status, OrderEvent::reason)
                .containsExactly(tuple(1L, "parked", "unknown-pipeline-version"), tuple(2L, "done", null)));
        assertThat(parked).hasSize(1);
    }

    @Test
    void anOrderWhoseStateHoldsNoneIsParkedAndGoesOnOnceItDoes() {
        OrderInRedis order = orders(1).getFirst();
        Redis.await(redis.commands().hset(order.keys.order(order.order.id()),
                Map.of("payload", "{\"rubbish\":", "deadline", "never")));

        start();
        await().until(() -> parked.size() == 1);
        assertThat(parked.getFirst().cause()).isEqualTo("unreadable-state");

        assertThat(steps.replay(order.life(1), "validator")).isEqualTo(ParkedSteps.Answer.DONE);
        awaitSettled(List.of(order));
    }

    @Test
    void aStateThatIsNoneDoesNotKeepItsEntryInTheLine() {
        UUID order = UUID.randomUUID();
        Redis.await(redis.commands().set("wb:{0}:order:" + order, "rubbish"));
        add(STREAM, List.of("order", order.toString(), "life", "1"));

        start();
        awaitSettled(orders(3));

        await().untilAsserted(() -> assertThat(parked).extracting(ParkedEntry::cause)
                .containsExactly("unreadable-state"));
        awaitForgotten(STREAM);
    }

    @Test
    void parkedEntriesAreHeldUntilTheyAreKept() {
        refusals.set(3);
        IntStream.range(0, 30).forEach(i -> add(STREAM, List.of("number", Integer.toString(i))));

        start();

        await().untilAsserted(() -> assertThat(parked).extracting(ParkedEntry::entryId).hasSize(30)
                .doesNotHaveDuplicates());
        awaitForgotten("wb:{0}:parked");
        assertThat(Redis.await(redis.commands().xpending("wb:{0}:parked", "ledger")).getCount()).isZero();
    }

    @Test
    void whatADeadInstanceHadInHandIsKeptByteForByte() {
        List<String> fields = List.of(BAD_BYTES, BAD_BYTES);
        Group group = Group.ofAgent(new Keys(0), "validator");
        new Parking(redis, telemetry()).park(group, add(STREAM, fields), null, Parking.Cause.UNDECODABLE_ENTRY, "");
        try (var dead = new GroupReader(redis.bytewise(), Group.ofParked(new Keys(0)), "dead~1", telemetry())) {
            dead.create();
            assertThat(dead.read(10)).hasSize(1);
        }

        start();

        await().untilAsserted(() -> assertThat(parked).hasSize(1));
        assertThat(parked.getFirst().fields().texts()).isEqualTo(fields);
        awaitForgotten("wb:{0}:parked");
    }

    @Test
    void anOrderWithWhichAnAgentAlwaysFailsIsUndoneAtItsDeadlineAndItsNeighboursAreNotDelayed() {
        OrderInRedis doomed = new OrderInRedis(redis, STANDARD);
        doomed.accept(1, Life.Start.FIRST, Instant.now().plusSeconds(8));
        start(new FakeAgent("fraud_agent", delivery -> {
            if (delivery.order().id().equals(doomed.order.id())) {
                throw new IllegalStateException("always");
            }
            return Outcome.done();
        }), new FakeAgent("rollback", _ -> new Outcome.Decided(Decision.ABORT, "deadline", null)),
                new FakeAgent("inventory_rollback", _ -> Outcome.done()),
                new FakeAgent("payment_rollback", _ -> Outcome.done()));

        List<OrderInRedis> neighbours = orders(50);
        awaitSettled(neighbours);

        assertThat(neighbours).allSatisfy(order -> assertThat(order.status()).isEqualTo("completed"));
        assertThat(doomed.status()).isEqualTo("processing");
        awaitSettled(List.of(doomed));
        assertThat(doomed.status()).isEqualTo("undone");
        await().untilAsserted(() -> assertThat(events)
                .filteredOn(event -> event.orderId().equals(doomed.order.id()) && "failed".equals(event.status()))
                .extracting(OrderEvent::agent, OrderEvent::reason).containsExactly(tuple("fraud_agent", "deadline")));
        assertThat(parked).isEmpty();
    }

    @Test
    void parkingTwiceParksOnce() {
        String id = add(STREAM, List.of("a", "b"));
        Group group = Group.ofAgent(new Keys(0), "validator");
        new GroupReader(redis, group, "test", telemetry()).create();
        var parking = new Parking(redis, telemetry());

        parking.park(group, id, null, Parking.Cause.UNDECODABLE_ENTRY, "é");
        parking.park(group, id, null, Parking.Cause.UNDECODABLE_ENTRY, "é");

        assertThat(Redis.await(redis.commands().xrange("wb:{0}:parked", Range.unbounded()))).hasSize(1)
                .allSatisfy(message -> assertThat(ParkedEntry.of("wb:{0}:parked", message).fields().texts())
                        .containsExactly("a", "b"));
    }

    @Test
    void onlyTheEntryThatAnOrderWaitsForHoldsIt() {
        OrderInRedis order = orders(1).getFirst();
        String stray = add(STREAM, List.of("order", order.order.id().toString(), "life", "x"));
        order.entry("validator");

        new Parking(redis, telemetry()).park(order.group("validator"), stray, order.order.id(),
                Parking.Cause.UNDECODABLE_ENTRY, "");

        assertThat(order.field("parked:validator")).isNull();
        assertThat(Redis.await(redis.commands().xlen("wb:{0}:parked"))).isEqualTo(1);
    }
}
