package io.waybill.contracts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** What is wrong with one YAML file, each as {@code file:line: key problem}, in the file's order. */
final class YamlProblems {

    private final String file;
    private final List<At> found = new ArrayList<>();

    /** @param line counted from 1; 0 when it's about no line */
    private record At(int line, String problem) {}

    YamlProblems(String file) {
        this.file = file;
    }

    void add(@Nullable Node where, String key, String problem) {
        int line = where == null || where.getStartMark() == null ? 0 : where.getStartMark().getLine() + 1;
        found.add(new At(line, "%s%s: %s %s".formatted(file, line == 0 ? "" : ":" + line, key, problem)));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidPipelineException(
                    found.stream().sorted(Comparator.comparingInt(At::line)).map(At::problem).toList());
        }
    }
}
