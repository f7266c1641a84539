package io.waybill.bench;

import io.waybill.bench.Seen.Second;
import java.time.Duration;
import java.util.List;

/** How long a spike is felt when it's over. */
final class Aftermath {

    /** Up to this, a second is like any other. */
    private static final double NORMAL = 2;
    private static final long ALWAYS_NORMAL_MICROS = 50_000;

    private Aftermath() {}

    /**
     * The time from the spike's end to the last second whose orders took, by their median, more than twice as long as those
     * before the spike.
     */
    static Duration of(List<Second> seconds, Duration spikeBegins, Duration spikeEnds) {
        long usual = seconds.stream().filter(second -> second.number() < spikeBegins.toSeconds())
                .mapToLong(second -> second.endToEnd().p50()).sorted().skip(spikeBegins.toSeconds() / 2).findFirst()
                .orElse(0);
        double normal = Math.max(ALWAYS_NORMAL_MICROS, NORMAL * usual);
        return seconds.stream()
                .filter(second -> second.number() >= spikeEnds.toSeconds() && second.endToEnd().p50() > normal)
                .map(second -> Duration.ofSeconds(second.number() + 1).minus(spikeEnds)).reduce((_, last) -> last)
                .orElse(Duration.ZERO);
    }
}
