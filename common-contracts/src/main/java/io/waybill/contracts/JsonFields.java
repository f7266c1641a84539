package io.waybill.contracts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One object of a document, read field by field. What is wrong is collected, not thrown, so that a user sees all of it at
 * once; a field that can't be read yields a harmless value.
 */
final class JsonFields {

    private static final int LONGEST_TEXT = 200;

    private final JsonNode node;
    private final String pointer;
    private final List<Violation> violations;
    private final Set<String> known = new HashSet<>();

    JsonFields(JsonNode node, String pointer, List<Violation> violations) {
        this.node = node;
        this.pointer = pointer;
        this.violations = violations;
        if (!node.isObject() && !node.isMissingNode()) {
            refuse(pointer, "must be an object, not " + describe(node));
        }
    }

    String text(String name) {
        return text(name, _ -> true, "");
    }

    String text(String name, Predicate<String> syntax, String expected) {
        JsonNode value = required(name);
        if (value.isMissingNode()) {
            return "";
        }
        String text = string(name, value);
        if (text != null && !syntax.test(text)) {
            refuse(at(name), expected);
        }
        return text == null ? "" : text;
    }

    @Nullable
    String optionalText(String name) {
        JsonNode value = field(name);
        return value.isMissingNode() || value.isNull() ? null : string(name, value);
    }

    long integer(String name) {
        JsonNode value = required(name);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isIntegralNumber()) {
            refuse(at(name), "is too large");
        } else if (!value.isMissingNode()) {
            refuse(at(name), "must be an integer, not " + describe(value));
        }
        return 0;
    }

    JsonFields object(String name) {
        return new JsonFields(required(name), at(name), violations);
    }

    <T> List<T> list(String name, Function<JsonFields, T> element) {
        var elements = new ArrayList<T>();
        JsonNode value = required(name);
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                elements.add(element.apply(new JsonFields(value.get(i), at(name) + "/" + i, violations)));
            }
            if (elements.isEmpty()) {
                refuse(at(name), "must not be empty");
            }
        } else if (!value.isMissingNode()) {
            refuse(at(name), "must be an array, not " + describe(value));
        }
        return elements;
    }

    /** To be called when all fields have been asked for: any other is refused. */
    void nothingElse() {
        node.propertyNames().stream().filter(name -> !known.contains(name))
                .forEach(name -> refuse(at(name), "is not a property that Waybill knows; remove it"));
    }

    private @Nullable String string(String name, JsonNode value) {
        if (!value.isString()) {
            refuse(at(name), "must be a string, not " + describe(value));
            return null;
        }
        String text = value.stringValue();
        if (text.isBlank()) {
            refuse(at(name), "must not be blank");
        } else if (text.length() > LONGEST_TEXT) {
            refuse(at(name), "must have at most " + LONGEST_TEXT + " characters, not " + text.length());
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            refuse(at(name), "must not contain control characters");
        } else if (text.codePoints().anyMatch(each -> Character.getType(each) == Character.SURROGATE)) {
            refuse(at(name), "must be valid Unicode");
        } else {
            return text;
        }
        return null;
    }

    private JsonNode required(String name) {
        JsonNode value = field(name);
        if ((value.isMissingNode() || value.isNull()) && node.isObject()) {
            refuse(at(name), "is missing");
        }
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    private JsonNode field(String name) {
        known.add(name);
        return node.path(name);
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private void refuse(String where, String detail) {
        violations.add(new Violation(where, detail));
    }

    private static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a fraction";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "null";
        };
    }
}
