package io.waybill.simulators;

import io.waybill.simulators.InvalidInput.Complaint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads a flat JSON object strictly and collects all complaints, so that one answer names every mistake. Readers return
 * a harmless value for a field in error; {@link #finish()} throws when there was any.
 */
final class Fields {

    private final JsonNode object;
    private final Set<String> read = new LinkedHashSet<>();
    private final List<Complaint> complaints = new ArrayList<>();

    private Fields(JsonNode object) {
        this.object = object;
    }

    static Fields of(JsonMapper json, String body) {
        JsonNode node;
        try {
            node = json.readTree(body);
        } catch (JacksonException malformed) {
            throw whole("is not valid JSON: " + malformed.getOriginalMessage());
        }
        if (!node.isObject()) {
            throw whole("must be a JSON object");
        }
        return new Fields(node);
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Empty when missing or not a text. */
    String text(String name) {
        var value = required(name);
        check(name, value.isMissingNode() || (value.isString() && !value.stringValue().isBlank()),
                "must be a text that isn't empty");
        return value.isString() ? value.stringValue() : "";
    }

    long wholeNumber(String name, long least, long most) {
        var value = required(name);
        boolean fits = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= least
                && value.longValue() <= most;
        check(name, value.isMissingNode() || fits, "must be a whole number"
                + (most == Long.MAX_VALUE ? " of " + least + " or more" : " from " + least + " to " + most));
        return fits ? value.longValue() : least;
    }

    /** Any number between the bounds, which are included. */
    double number(String name, double least, double most) {
        var value = required(name);
        boolean fits = value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most;
        check(name, value.isMissingNode() || fits, "must be a number from " + least + " to " + most);
        return fits ? value.doubleValue() : least;
    }

    void check(String name, boolean holds, String rule) {
        if (!holds) {
            complaints.add(new Complaint("/" + name, rule));
        }
    }

    /** Refuses fields that nobody asked for: a typo must not look like success. */
    void finish() {
        for (var name : object.propertyNames()) {
            check(name, read.contains(name), "is not known; known here: " + String.join(", ", read));
        }
        if (!complaints.isEmpty()) {
            throw new InvalidInput(complaints);
        }
    }

    /** Says that a field exists although this request doesn't use it. */
    Fields knows(String... names) {
        read.addAll(List.of(names));
        return this;
    }

    /** All fields as they were sent, in their order; only for a flat object that has passed {@link #finish()}. */
    Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        object.forEachEntry((name, value) -> map.put(name, value.isString() ? value.stringValue() : value));
        return map;
    }

    private JsonNode required(String name) {
        read.add(name);
        check(name, has(name), "is required");
        return has(name) ? object.get(name) : MissingNode.getInstance();
    }

    private static InvalidInput whole(String detail) {
        return new InvalidInput(List.of(new Complaint("", detail)));
    }
}
