package io.waybill.contracts;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of a YAML file, read key by key; what is wrong is collected with its line and key. */
final class YamlFields {

    private static final Pattern DURATION = Pattern.compile("\\d+(ms|s|m|h|d)");

    private final String path;
    private final YamlProblems problems;
    private final Node node;
    private final Map<String, Node> values = new HashMap<>();
    private final Map<String, Node> keys = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    YamlFields(@Nullable Node node, String path, YamlProblems problems) {
        this.path = path;
        this.problems = problems;
        this.node = node == null
                ? new MappingNode(org.yaml.snakeyaml.nodes.Tag.MAP, List.of(),
                        org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK)
                : node;
        if (this.node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> {
                String key = ((ScalarNode) tuple.getKeyNode()).getValue();
                if (values.put(key, tuple.getValueNode()) != null) {
                    problems.add(tuple.getKeyNode(), at(key), "stands twice; remove one");
                }
                keys.put(key, tuple.getKeyNode());
            });
        } else {
            problems.add(node, path, "must be a mapping of keys to values");
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    @Nullable
    String text(String key) {
        Node value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        problems.add(value, at(key), "must be a text");
        return null;
    }

    int integer(String key, int least, int otherwise) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        refuse(key, "must be a whole number from " + least + " on, not '" + text + "'");
        return otherwise;
    }

    boolean flag(String key, boolean otherwise) {
        String text = text(key);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? otherwise : Boolean.parseBoolean(text);
        }
        refuse(key, "must be true or false, not '" + text + "'");
        return otherwise;
    }

    Duration duration(String key, Duration otherwise) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            Duration duration = DURATION.matcher(text).matches() ? parse(text) : Duration.ZERO;
            if (duration.isPositive()) {
                return duration;
            }
        } catch (ArithmeticException | DateTimeParseException _) {
            // said below
        }
        refuse(key, "must be a duration such as 500ms, 2s, 5m or 1h, not '" + text + "'");
        return otherwise;
    }

    List<String> texts(String key, List<String> otherwise) {
        Node value = value(key);
        return switch (value) {
            case null -> otherwise;
            case SequenceNode sequence when sequence.getValue().stream().allMatch(ScalarNode.class::isInstance) ->
                sequence.getValue().stream().map(each -> ((ScalarNode) each).getValue()).toList();
            default -> {
                problems.add(value, at(key), "must be a list of agents such as [validator]");
                yield otherwise;
            }
        };
    }

    YamlFields mapping(String key) {
        return new YamlFields(value(key), at(key), problems);
    }

    <T> List<T> mappings(String key, Function<YamlFields, T> element) {
        var elements = new ArrayList<T>();
        if (value(key) instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            for (Node each : sequence.getValue()) {
                elements.add(element.apply(new YamlFields(each, at(key) + "[" + elements.size() + "]", problems)));
            }
        } else {
            refuse(key, "must be a list with at least one entry");
        }
        return elements;
    }

    /** To be called when all keys have been asked for: any other is refused. */
    void nothingElse() {
        keys.forEach((key, where) -> {
            if (!known.contains(key)) {
                problems.add(where, at(key), "is not a key that Waybill knows; those are " + String.join(", ", known));
            }
        });
    }

    void refuse(String key, String problem) {
        problems.add(keys.getOrDefault(key, node), at(key), problem);
    }

    private @Nullable Node value(String key) {
        known.add(key);
        return values.get(key);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static Duration parse(String text) {
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
    }
}
