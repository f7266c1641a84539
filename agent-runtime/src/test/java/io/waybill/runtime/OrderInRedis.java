package io.waybill.runtime;

import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.OrderJson;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.Plan;
import io.waybill.contracts.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drives one order through the scripts by hand, delivery by delivery, on a real Redis. */
final class OrderInRedis {

    static final Duration KEEP = Duration.ofHours(24);
    private static final Advance.Course COURSE = new Advance.Course(1, Instant.EPOCH, Instant.EPOCH.plusMillis(5));

    final Order order;
    final Keys keys = new Keys(0);
    private final Redis redis;
    private final Pipeline pipeline;
    private final Advance advance;
    private final Map<String, Entry> taken = new HashMap<>();

    OrderInRedis(Redis redis, Pipeline pipeline) {
        this(redis, pipeline, anOrder());
    }

    OrderInRedis(Redis redis, Pipeline pipeline, Order order) {
        this.order = order;
        this.redis = redis;
        this.pipeline = pipeline;
        this.advance = new Advance(redis, new Instance("test-1", "test-1~0"), KEEP);
    }

    static Order anOrder() {
        return new Order(UUID.randomUUID(), "demo", "PO-1", "GBP", new Customer("guest", null, "a@example.com"),
                new Address(null, null, null, null, "GB"), List.of(new Line("A", null, 1, 100)), "pm_card_visa");
    }

    boolean accept(long life, Life.Start start) {
        return accept(life, start, Instant.now().plusSeconds(3600));
    }

    boolean accept(long life, Life.Start start, Instant deadline) {
        return new RedisOrderStreams(redis, KEEP).accept(life(life, start, deadline));
    }

    /** As the ledger knows it. */
    Life life(long number) {
        return life(number, Life.Start.FIRST, Instant.now().plusSeconds(3600));
    }

    private Life life(long number, Life.Start start, Instant deadline) {
        return new Life(order.id(), 0, number, Plan.of(pipeline), OrderJson.write(order), deadline,
                "00-trace-span-01", start);
    }

    OrderInRedis accepted() {
        accept(1, Life.Start.FIRST);
        return this;
    }

    Advance.Answer done(String agent) {
        return advance.outcome(group(agent), entry(agent), Outcome.done(), COURSE);
    }

    Advance.Answer refused(String agent, Reason reason) {
        return advance.outcome(group(agent), entry(agent), Outcome.refused(reason, "because"), COURSE);
    }

    Advance.Answer failed(String agent) {
        return advance.failed(group(agent), entry(agent), Reason.DEPENDENCY_FAILED, "broken", COURSE);
    }

    Advance.Answer decided(Decision decision, @Nullable Reason reason) {
        return advance.outcome(group("rollback"), entry("rollback"), new Outcome.Decided(decision,
                reason == null ? null : reason.code(), "because"), COURSE);
    }

    /** Lets a real agent handle the entry that its stream has for this order. */
    Advance.Answer deliver(Agent agent) throws Exception {
        Entry entry = entry(agent.name());
        List<String> after = AgentSettings.of(agent.name(), pipeline).after();
        OrderState state = OrderState.look(redis, keys, agent.name(), after, List.of(entry)).getFirst();
        Outcome outcome = agent.handle(state.delivery(entry, agent.name()));
        return advance.outcome(group(agent.name()), entry, outcome, COURSE);
    }

    void allDone(String... agents) {
        Stream.of(agents).forEach(this::done);
    }

    Group group(String agent) {
        return Group.ofAgent(keys, agent);
    }

    /** The entry that the agent got for this order; the same one however often it's asked for. */
    Entry entry(String agent) {
        return taken.computeIfAbsent(agent, _ -> {
            new GroupReader(redis, group(agent), "test", new Telemetry(new SimpleMeterRegistry())).create();
            @SuppressWarnings("unchecked")
            List<StreamMessage<String, String>> messages = Redis.await(redis.commands().xreadgroup(
                    Consumer.from(agent, "test-1~0"), XReadArgs.Builder.count(1),
                    StreamOffset.lastConsumed(keys.stream(agent))));
            return Entry.of(messages.getFirst());
        });
    }

    /** What the relay finds, and has done then. */
    Unsettled.Look mended(long life, Decisions.@Nullable Standing decision) {
        return new RedisOrderStreams(redis, KEEP).mend(List.of(new Unsettled(order.id(), 0, life, decision)))
                .getFirst();
    }

    /** The agent's entry vanishes from its stream, as with a careless hand. */
    void loseEntry(String agent) {
        Redis.await(redis.commands().xdel(keys.stream(agent), Objects.requireNonNull(field("sent:" + agent))));
    }

    /** The agent's entry is read anew when it's asked for next. */
    void forget(String agent) {
        taken.remove(agent);
    }

    /** The events are kept elsewhere, and gone here. */
    void readEvents() {
        Redis.await(redis.commands().del(keys.events()));
    }

    /** As if the answer had been lost that brought the entry: it's pending to the consumer and won't come as a new one. */
    void readUnseenBy(String consumer, String agent) {
        Redis.await(redis.commands().xgroupSetid(StreamOffset.from(keys.stream(agent), "9999999999999-0"), agent));
        accepted();
        Redis.await(redis.commands().xclaim(keys.stream(agent), Consumer.from(agent, consumer),
                XClaimArgs.Builder.minIdleTime(0).force(), Objects.requireNonNull(field("sent:" + agent))));
    }

    /** Agents that have an entry of this order in their stream, in the order in which it was sent. */
    List<String> sentTo() {
        return Stream.concat(pipeline.agents().stream().map(agent -> agent.name()),
                Stream.of("rollback", "inventory_rollback", "payment_rollback"))
                .flatMap(agent -> inStream(agent).map(message -> Map.entry(message.getId(), agent)))
                .sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).toList();
    }

    private Stream<StreamMessage<String, String>> inStream(String agent) {
        return Redis.await(redis.commands().xrange(keys.stream(agent), Range.unbounded(), Limit.unlimited())).stream()
                .filter(message -> order.id().toString().equals(message.getBody().get("order")));
    }

    long pendingTo(String agent) {
        return Redis.await(redis.commands().xpending(keys.stream(agent), agent)).getCount();
    }

    @Nullable
    String field(String name) {
        return Redis.await(redis.commands().hget(keys.order(order.id()), name));
    }

    String status() {
        return Objects.requireNonNull(field("status"));
    }

    long millisToLive() {
        return Redis.await(redis.commands().pttl(keys.order(order.id())));
    }

    void loseState() {
        Redis.await(redis.commands().del(keys.order(order.id())));
    }

    /** The events so far: number, kind, and what there is of agent, status and reason. */
    List<String> events() {
        return Redis.await(redis.commands().xrange(keys.events(), Range.unbounded())).stream()
                .map(StreamMessage::getBody).filter(event -> order.id().toString().equals(event.get("order")))
                .map(event -> Stream.of("number", "kind", "agent", "status", "reason").map(event::get)
                        .filter(text -> text != null && !text.isEmpty()).reduce((a, b) -> a + " " + b).orElse(""))
                .toList();
    }
}
