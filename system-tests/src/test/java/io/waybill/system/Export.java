package io.waybill.system;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one service shows to Prometheus, in its <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">text format</a>. */
record Export(String text) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+?)(_bucket|_count|_sum)?(\\{.*})? (\\S+)");
    private static final Pattern EXEMPLAR = Pattern
            .compile(" # \\{span_id=\"([0-9a-f]{16})\",trace_id=\"([0-9a-f]{32})\"\\}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Of a service of a fleet. */
    static Export of(Fleet fleet, String service) {
        return new Export(new Http(fleet.port(service), "").send("GET", "/actuator/prometheus", "").body());
    }

    /** The same with exemplars, in the format that has them: <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>. */
    static Export withExemplars(Fleet fleet, String service) {
        return new Export(new Http(fleet.port(service), "").send("GET", "/actuator/prometheus", "", "Accept",
                "application/openmetrics-text").body());
    }

    /** The spans that the buckets of a histogram point to, by their traces. */
    Map<String, String> exemplars(String histogram) {
        return text.lines().filter(line -> line.startsWith(histogram + "_bucket")).map(EXEMPLAR::matcher)
                .filter(Matcher::find).collect(Collectors.toMap(found -> found.group(2), found -> found.group(1),
                        (one, _) -> one));
    }

    /** Types by name; the largest value beside a histogram is part of it. */
    Map<String, String> types(String prefix) {
        var types = new TreeMap<String, String>();
        matches(TYPE).filter(type -> type.group(1).startsWith(prefix))
                .forEach(type -> types.put(type.group(1), type.group(2)));
        types.keySet().removeIf(name -> name.endsWith("_max")
                && "histogram".equals(types.get(name.substring(0, name.length() - "_max".length()))));
        return types;
    }

    /** The label names that the samples of a name have; more than one set would be a mistake. */
    Set<Set<String>> labels(String name) {
        return matches(SAMPLE).filter(sample -> name.equals(nameOf(sample)))
                .<Set<String>>map(sample -> labelsOf(sample).keySet().stream().filter(label -> !label.equals("le"))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .collect(Collectors.toSet());
    }

    /** The sum of all values of a name that have these labels. */
    double value(String name, Map<String, String> labels) {
        return matches(SAMPLE).filter(sample -> name.equals(sample.group(1) + suffix(sample)))
                .filter(sample -> labelsOf(sample).entrySet().containsAll(labels.entrySet()))
                .mapToDouble(sample -> Double.parseDouble(sample.group(4))).sum();
    }

    /** How many values there are. */
    long samples() {
        return matches(SAMPLE).count();
    }

    List<String> labelValues() {
        return matches(SAMPLE).flatMap(sample -> labelsOf(sample).values().stream()).distinct().toList();
    }

    private Stream<MatchResult> matches(Pattern pattern) {
        return text.lines().map(pattern::matcher).filter(Matcher::matches)
                .map(Matcher::toMatchResult);
    }

    private String nameOf(MatchResult sample) {
        String whole = sample.group(1) + suffix(sample);
        return text.contains("# TYPE " + whole + " ") ? whole : sample.group(1);
    }

    private static String suffix(MatchResult sample) {
        return sample.group(2) == null ? "" : sample.group(2);
    }

    private static Map<String, String> labelsOf(MatchResult sample) {
        var labels = new TreeMap<String, String>();
        if (sample.group(3) != null) {
            LABEL.matcher(sample.group(3)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }
}
