package io.waybill.gateway;

import io.waybill.runtime.Backlog;
import io.waybill.runtime.GateState;
import io.waybill.runtime.GateState.Breaker;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An agent as operators see it. What Redis doesn't know, or can't be asked, is null.
 *
 * @param service that hosts it; null as long as nobody is there to say so
 * @param lag entries that nobody has read
 * @param pending entries that have been read and aren't done
 * @param oldestAgeMs how long ago the oldest of both came, in milliseconds; null when there is none
 * @param instances how many read and live
 * @param breaker closed, open or half_open
 * @param outage why the breaker isn't closed
 * @param paused whether an operator wants it to read nothing
 * @param inForce whether Redis says the same, from which agents hear it; if not, it will before long
 */
record AgentView(String name, @Nullable String service, @Nullable Long lag, @Nullable Long pending,
        @Nullable Long oldestAgeMs, @Nullable Integer instances, @Nullable String breaker, @Nullable Opened outage,
        boolean paused, boolean inForce, @Nullable Pause pause) {

    /** @param until when one delivery is let through to see; null when it's due */
    record Opened(@Nullable String cause, @Nullable Instant until) {}

    static AgentView of(Backlog backlog, GateState gate, @Nullable Pause pause) {
        return new AgentView(gate.agent(), Hosts.of(gate.agent(), backlog.instances()), backlog.lag(),
                backlog.pending(), backlog.oldestAgeMs() == 0 ? null : backlog.oldestAgeMs(),
                backlog.instances().size(), gate.breaker().name().toLowerCase(Locale.ROOT), opened(gate),
                pause != null, gate.paused() == (pause != null), pause);
    }

    private static @Nullable Opened opened(GateState gate) {
        return gate.breaker() == Breaker.CLOSED ? null : new Opened(gate.cause(), gate.openUntil());
    }

    /** What the ledger alone knows. */
    static AgentView withoutRedis(String agent, @Nullable Pause pause) {
        return new AgentView(agent, Hosts.of(agent, List.of()), null, null, null, null, null, null, pause != null,
                false, pause);
    }
}
