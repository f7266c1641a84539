package io.waybill.system;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of docs/telemetry.md. */
final class MeterTable {

    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary");
    private static final Set<String> AGENTS = Set.of("VALIDATOR", "INVENTORY", "FRAUD", "PAYMENT", "TRACKING",
            "NOTIFIER", "ROLLBACK");

    private MeterTable() {}

    /** One meter, as the document promises it. */
    record Row(String name, String type, Set<String> labels, Set<String> services) {}

    /** Our own meters. */
    static List<Row> rows() {
        return cells().filter(cells -> cells.size() == 7 && TYPES.contains(cells.get(2)))
                .map(cells -> new Row(cells.get(1), cells.get(2), words(cells.get(4)), services(cells.get(5))))
                .toList();
    }

    /** What others' meters are called that are built on. */
    static Set<String> others() {
        return ofOthers().flatMap(cells -> names(cells.get(0))).collect(Collectors.toSet());
    }

    /** What all of them are called in Prometheus, where a histogram is several series. */
    static Set<String> series() {
        Set<String> all = Stream.concat(rows().stream().flatMap(row -> series(row.name(), row.type())),
                ofOthers().flatMap(cells -> names(cells.get(0)).flatMap(name -> series(name, cells.get(1)))))
                .collect(Collectors.toCollection(TreeSet::new));
        all.add("up"); // Prometheus' own: whether it got an answer
        return all;
    }

    private static Stream<String> series(String name, String type) {
        return switch (type) {
            case "histogram", "summary" -> Stream.of("_bucket", "_count", "_sum", "_max").map(name::concat);
            default -> Stream.of(name);
        };
    }

    private static Stream<List<String>> ofOthers() {
        return cells().filter(cells -> cells.size() == 4 && TYPES.contains(cells.get(1)));
    }

    private static Stream<List<String>> cells() {
        return Readme.read(Path.of("../docs/telemetry.md")).lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("| ---"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList());
    }

    /** The second and those behind it may be written as what they add to the first. */
    private static Stream<String> names(String cell) {
        List<String> names = List.of(cell.split(", ", -1));
        return names.stream().map(name -> name.startsWith("_") ? names.getFirst() + name : name);
    }

    private static Set<String> words(String cell) {
        return cell.isEmpty() ? Set.of() : Set.of(cell.split(", ", -1));
    }

    private static Set<String> services(String cell) {
        return Arrays.stream(cell.split(", ", -1))
                .flatMap(who -> who.equals("agents") ? AGENTS.stream() : Stream.of(who.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
