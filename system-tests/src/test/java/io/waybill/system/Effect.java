package io.waybill.system;

import io.waybill.system.Prometheus.Sample;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a panel must show when something happens.
 *
 * @param series labels of those of its series that count; none counts all
 */
record Effect(String panel, Map<String, String> series, Kind kind, double to) {

    /** Compared with what it showed before; a panel that showed nothing showed 0. */
    enum Kind {
        /** The highest is twice as high, or more. */
        RISES,
        /** The highest is higher, be it by little. */
        GROWS,
        /** The lowest is lower. */
        FALLS,
        /** The highest is at least so high. */
        REACHES
    }

    static Effect rises(String panel, String... series) {
        return new Effect(panel, labels(series), Kind.RISES, 0);
    }

    static Effect grows(String panel, String... series) {
        return new Effect(panel, labels(series), Kind.GROWS, 0);
    }

    static Effect falls(String panel, String... series) {
        return new Effect(panel, labels(series), Kind.FALLS, 0);
    }

    static Effect reaches(double value, String panel, String... series) {
        return new Effect(panel, labels(series), Kind.REACHES, value);
    }

    private static Map<String, String> labels(String... series) {
        return IntStream.range(0, series.length / 2).boxed()
                .collect(Collectors.toMap(pair -> series[2 * pair], pair -> series[2 * pair + 1]));
    }

    /** What the panel shows now, as far as it counts here. */
    OptionalDouble read(Prometheus prometheus) {
        DoubleStream values = Dashboards.panel(panel).queries().stream()
                .flatMap(query -> prometheus.ask(query).stream())
                .filter(sample -> sample.labels().entrySet().containsAll(series.entrySet()))
                .mapToDouble(Sample::value);
        return kind == Kind.FALLS ? values.min() : values.max();
    }

    boolean isSeen(OptionalDouble before, OptionalDouble now) {
        return now.isPresent() && switch (kind) {
            case RISES -> now.getAsDouble() > 0 && now.getAsDouble() >= 2 * before.orElse(0);
            case GROWS -> now.getAsDouble() > before.orElse(0);
            case FALLS -> now.getAsDouble() < before.orElse(0);
            case REACHES -> now.getAsDouble() >= to;
        };
    }

    @Override
    public String toString() {
        return "\"%s\" %s %s".formatted(panel, series, kind);
    }
}
