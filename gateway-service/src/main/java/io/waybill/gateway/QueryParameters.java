package io.waybill.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the query of a list; what is wrong is collected, so that a user sees all of it at once. */
final class QueryParameters {

    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    private final Map<String, List<String>> query;
    private final List<ProblemDocument.Fault> faults = new ArrayList<>();

    /** @param known all that the query may have */
    QueryParameters(Map<String, List<String>> query, Set<String> known) {
        this.query = query;
        query.keySet().stream().filter(name -> !known.contains(name)).sorted().forEach(name -> refuse(name,
                "is not a parameter of this query; those are " + known.stream().sorted()
                        .collect(Collectors.joining(", "))));
    }

    /** Nothing when the parameter is missing or empty. */
    Optional<String> value(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            refuse(name, "stands twice");
        }
        return values.stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** What the wanted ones are older than. */
    UUID before() {
        Optional<String> cursor = value("cursor");
        Optional<UUID> before = cursor.flatMap(Cursor::read);
        if (cursor.isPresent() && before.isEmpty()) {
            refuse("cursor", "must be a cursor that an earlier answer gave");
        }
        return before.orElse(OrderSearch.NEWEST);
    }

    int limit() {
        Optional<String> limit = value("limit");
        try {
            int number = limit.map(Integer::parseInt).orElse(USUAL_LIMIT);
            if (number >= 1 && number <= HIGHEST_LIMIT) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        refuse("limit", "must be a whole number from 1 to " + HIGHEST_LIMIT);
        return USUAL_LIMIT;
    }

    void refuse(String parameter, String detail) {
        faults.add(ProblemDocument.Fault.ofParameter(parameter, detail));
    }

    /** @throws ProblemException when a parameter is unknown, doubled or makes no sense */
    void requireSense() {
        if (!faults.isEmpty()) {
            throw ProblemException.invalidRequest(faults);
        }
    }
}
