package io.waybill.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names in Prometheus: those that docs/telemetry.md promises, and those that a query uses. */
final class MetricNames {

    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:.]*(?!\\s*\\()\\b(?!\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "by", "bool");

    private MetricNames() {}

    static Set<String> promised() {
        Set<String> names = Readme.read(Path.of("../docs/telemetry.md")).lines().filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\s*\\|\\s*")).flatMap(MetricNames::ofRow)
                .collect(Collectors.toCollection(TreeSet::new));
        names.add("up"); // Prometheus' own: whether it got an answer
        return names;
    }

    /** Our meters' first column is their name in Micrometer, which has dots; the names in Prometheus follow. */
    private static Stream<String> ofRow(String[] cells) {
        int first = cells[1].contains(".") ? 2 : 1;
        List<String> named = NAME.matcher(cells[first]).results().map(found -> found.group(1)).toList();
        return named.stream().map(name -> name.startsWith("_") ? named.getFirst() + name : name)
                .flatMap(name -> switch (cells[first + 1]) {
                    case "histogram", "summary" -> Stream.of("_bucket", "_count", "_sum", "_max").map(name::concat);
                    default -> Stream.of(name);
                });
    }

    /** Without labels, ranges and functions, a query's words are its metrics. */
    static Set<String> used(String query) {
        String bare = query.replaceAll("\"[^\"]*\"", "").replaceAll("\\{[^}]*}|\\[[^]]*]", "")
                .replaceAll("\\b(by|without|ignoring|on)\\s*\\([^)]*\\)", "");
        return WORD.matcher(bare).results().map(MatchResult::group).filter(word -> !OPERATORS.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
