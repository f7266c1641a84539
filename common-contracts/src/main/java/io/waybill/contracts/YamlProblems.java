package io.waybill.contracts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** What is wrong with one YAML file, each as {@code file:line: key problem}. */
final class YamlProblems {

    private final String file;
    private final List<String> lines = new ArrayList<>();

    YamlProblems(String file) {
        this.file = file;
    }

    void add(@Nullable Node where, String key, String problem) {
        String line = where == null || where.getStartMark() == null ? "" : ":" + (where.getStartMark().getLine() + 1);
        lines.add("%s%s: %s %s".formatted(file, line, key, problem));
    }

    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new InvalidPipelineException(lines);
        }
    }
}
