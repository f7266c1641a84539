package io.waybill.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows readings as gauges. What the last look hasn't brought has no value any more: an old one would look as if all were
 * well. For one thread.
 */
final class FleetGauges {

    private final MeterRegistry meters;
    private final Set<Name> shown = new HashSet<>();
    private volatile Map<Name, Double> last = Map.of();

    private record Name(FleetGauge gauge, @Nullable String agent) {}

    FleetGauges(MeterRegistry meters) {
        this.meters = meters;
    }

    void show(List<Reading> readings) {
        Map<Name, Double> found = new HashMap<>();
        readings.forEach(each -> found.put(new Name(each.gauge(), each.agent()), each.value()));
        last = found;
        found.keySet().stream().filter(name -> !shown.contains(name)).forEach(this::register);
    }

    private void register(Name name) {
        Gauge.builder(name.gauge().meter(), () -> last.getOrDefault(name, Double.NaN))
                .description(name.gauge().description())
                .tags(name.agent() == null ? Tags.empty() : Tags.of("agent", name.agent())).register(meters);
        shown.add(name);
    }
}
