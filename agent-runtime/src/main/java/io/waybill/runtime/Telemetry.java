package io.waybill.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.runtime.GateState.Breaker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;

/** The one place that turns what the loops say into meters; docs/telemetry.md says what each means. */
final class Telemetry {

    private final MeterRegistry meters;
    private final Traces traces;
    private final Map<String, AgentMeters> agents = new ConcurrentHashMap<>();
    private final Map<String, GroupMeters> groups = new ConcurrentHashMap<>();

    Telemetry(MeterRegistry meters) {
        this(meters, Traces.off());
    }

    Telemetry(MeterRegistry meters, Traces traces) {
        this.meters = meters;
        this.traces = traces;
    }

    Traces traces() {
        return traces;
    }

    /** From now on this agent's meters are there, with 0. */
    AgentMeters of(String agent) {
        return agents.computeIfAbsent(agent, name -> new AgentMeters(meters, name));
    }

    /** From now on the meters of this group's readers are there, with 0. */
    GroupMeters ofGroup(String group) {
        return groups.computeIfAbsent(group, name -> new GroupMeters(meters, name));
    }

    /** A delivery has begun with its first try, so long after its entry was added. */
    void begun(String agent, Duration waited) {
        of(agent).wait.record(notBelowZero(waited));
    }

    /** A try has come to this. */
    void tried(String agent, TryEnd end) {
        of(of(agent).tries, end).increment();
    }

    /** A delivery's outcome has been recorded, or was found to be. */
    void advanced(String agent, StepEnd end, Duration took) {
        of(of(agent).steps, end).record(took);
    }

    /** An entry asked for nothing any more. */
    void dropped(String agent) {
        of(agent).dropped.increment();
    }

    /** An entry made no sense and was set aside. */
    void parkedEntry(String group) {
        ofGroup(group).parked().increment();
    }

    /**
     * Entries of a dead instance have been claimed.
     *
     * @param idle how long the longest of them had been waiting since the dead one got it: its death was later than that
     */
    void takenOver(String group, int entries, Duration idle) {
        ofGroup(group).takenOver().increment(entries);
        ofGroup(group).idle().record(idle);
    }

    /** Entries that hadn't begun were given back by an instance that stops. */
    void handedOver(String agent) {
        of(agent).handedOver.increment();
    }

    /** This instance has seen what stands at an agent's gate. */
    void gate(String agent, Flag flag) {
        of(agent).gate = state(flag);
    }

    private static int state(Flag flag) {
        return flag.paused() ? 3 : flag.breaker() == Breaker.OPEN ? 2 : flag.breaker() == Breaker.HALF_OPEN ? 1 : 0;
    }

    /** For so long an agent's gate has let nothing through on this instance. */
    void shut(String agent, Duration shut) {
        of(agent).shutSeconds.increment(shut.toNanos() / 1e9);
    }

    /** This instance has moved an agent's breaker, for the whole fleet. */
    void breaker(String agent, Breaker to) {
        of(of(agent).transitions, to).increment();
    }

    /** Two clocks are behind it; what is below zero wouldn't be counted at all. */
    private static Duration notBelowZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    /** A meter for each of these, by its label. */
    static <E extends Enum<E>, M> Map<E, M> each(Class<E> type, Function<String, M> meter) {
        var all = new EnumMap<E, M>(type);
        for (E each : type.getEnumConstants()) {
            all.put(each, meter.apply(each.name().toLowerCase(Locale.ROOT)));
        }
        return all;
    }

    private static <E extends Enum<E>, M> M of(Map<E, M> all, E each) {
        return Objects.requireNonNull(all.get(each));
    }

    /** The bounds of a histogram's buckets. */
    static Duration[] bounds(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
