package io.waybill.simulators;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Form-encoded parameters, with Stripe's bracket notation for maps and lists ({@code metadata[order_id]},
 * {@code expand[]}) and Stripe's errors for what can't be read.
 */
final class Form {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    private final Map<String, String> values;

    private Form(Map<String, String> values) {
        this.values = values;
    }

    static Form parse(String encoded) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.put(name.endsWith("[]") ? numbered(name, values) : name, value);
            }
        }
        return new Form(values);
    }

    /** The same text for the same parameters in any order. */
    String canonical() {
        return new TreeMap<>(values).toString();
    }

    void forEach(BiConsumer<String, String> each) {
        values.forEach(each);
    }

    @Nullable
    String raw(String name) {
        return values.get(name);
    }

    /** Null when absent; an empty value is refused. */
    @Nullable
    String text(String name) {
        var value = values.get(name);
        if (value != null && value.isEmpty()) {
            throw StripeErrors.empty(name);
        }
        return value;
    }

    String required(String name) {
        var value = text(name);
        if (value == null) {
            throw StripeErrors.missing(name);
        }
        return value;
    }

    @Nullable
    Long integer(String name) {
        var value = text(name);
        if (value == null) {
            return null;
        }
        if (!INTEGER.matcher(value).matches()) {
            throw StripeErrors.notAnInteger(name, value);
        }
        return Long.valueOf(value);
    }

    /** Null when absent; 1 or more. */
    @Nullable
    Long positive(String name) {
        var value = integer(name);
        if (value != null && value < 1) {
            throw StripeErrors.invalid(name, "Invalid positive integer").code("parameter_invalid_integer");
        }
        return value;
    }

    long requiredPositive(String name) {
        var value = positive(name);
        if (value == null) {
            throw StripeErrors.missing(name);
        }
        return value;
    }

    boolean flag(String name) {
        var value = text(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw StripeErrors.invalid(name, "Invalid boolean: " + value);
        }
        return "true".equals(value);
    }

    @Nullable
    String oneOf(String name, Set<String> allowed) {
        var value = text(name);
        if (value != null && !allowed.contains(value)) {
            throw StripeErrors.invalid(name, "Invalid " + name + ": must be one of "
                    + allowed.stream().sorted().collect(Collectors.joining(", ")));
        }
        return value;
    }

    /** The entries of a map parameter, by their keys. */
    Map<String, String> map(String name) {
        var entries = new LinkedHashMap<String, String>();
        values.forEach((key, value) -> {
            if (key.startsWith(name + "[") && key.endsWith("]")) {
                entries.put(key.substring(name.length() + 1, key.length() - 1), value);
            }
        });
        return Map.copyOf(entries);
    }

    List<String> list(String name) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name + "["))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** https://docs.stripe.com/error-codes#parameter-unknown: Stripe refuses what it doesn't know. */
    Form allowing(Set<String> names) {
        for (var name : values.keySet()) {
            int bracket = name.indexOf('[');
            var root = bracket < 0 ? name : name.substring(0, bracket);
            if (!names.contains(root)) {
                throw StripeErrors.unknownParameter(root);
            }
        }
        return this;
    }

    private static String numbered(String name, Map<String, String> values) {
        return name.substring(0, name.length() - 1) + values.size() + "]";
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return encoded;
        }
    }
}
