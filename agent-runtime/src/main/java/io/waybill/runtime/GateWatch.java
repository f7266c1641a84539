package io.waybill.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Lets the gates of all agents of this instance follow the shared flags: one look for all of them. */
final class GateWatch {

    static final Duration EVERY = Duration.ofMillis(250);

    private final Flags flags;
    private final List<Gate> gates;
    private final List<String> agents;
    private final Telemetry telemetry;
    private final InstantSource clock;
    private Instant last;

    GateWatch(Flags flags, List<Gate> gates, Telemetry telemetry, InstantSource clock) {
        this.flags = flags;
        this.gates = gates;
        this.agents = gates.stream().map(Gate::agent).toList();
        this.telemetry = telemetry;
        this.clock = clock;
        this.last = clock.instant();
    }

    /** @throws io.lettuce.core.RedisException when Redis can't be asked: all gates stay as they are */
    void turn() {
        List<Integer> eras = gates.stream().map(Gate::era).toList();
        List<Flag> found = flags.look(agents);
        Instant now = clock.instant();
        for (int i = 0; i < gates.size(); i++) {
            Gate gate = gates.get(i);
            gate.saw(eras.get(i), found.get(i));
            if (!gate.isOpen()) {
                telemetry.shut(gate.agent(), Duration.between(last, now));
            }
        }
        last = now;
    }
}
