package io.waybill.gateway;

import io.waybill.contracts.OrderStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an {@link OrderSearch} from a query; what is wrong is collected, so that a user sees all of it at once. */
final class SearchParameters {

    private static final Set<String> KNOWN = Set.of("status", "reference", "limit", "cursor");
    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    private final Map<String, List<String>> query;
    private final List<ProblemDocument.Fault> faults = new ArrayList<>();

    private SearchParameters(Map<String, List<String>> query) {
        this.query = query;
    }

    /** @throws ProblemException when a parameter is unknown, doubled or makes no sense */
    static OrderSearch read(Map<String, List<String>> query) {
        var parameters = new SearchParameters(query);
        parameters.refuseUnknown();
        var search = new OrderSearch(parameters.status(), parameters.value("reference").orElse(null),
                parameters.before(), parameters.limit());
        if (!parameters.faults.isEmpty()) {
            throw ProblemException.invalidRequest(parameters.faults);
        }
        return search;
    }

    private void refuseUnknown() {
        query.keySet().stream().filter(name -> !KNOWN.contains(name)).sorted().forEach(name -> refuse(name,
                "is not a parameter of this query; those are " + KNOWN.stream().sorted()
                        .collect(Collectors.joining(", "))));
    }

    private @Nullable OrderStatus status() {
        Optional<String> asked = value("status");
        Optional<OrderStatus> status = asked.flatMap(code -> Arrays.stream(OrderStatus.values())
                .filter(each -> each.code().equals(code)).findFirst());
        if (asked.isPresent() && status.isEmpty()) {
            refuse("status", "must be one of " + Arrays.stream(OrderStatus.values()).map(OrderStatus::code)
                    .collect(Collectors.joining(", ")));
        }
        return status.orElse(null);
    }

    private UUID before() {
        Optional<String> cursor = value("cursor");
        Optional<UUID> before = cursor.flatMap(Cursor::read);
        if (cursor.isPresent() && before.isEmpty()) {
            refuse("cursor", "must be a cursor that an earlier answer gave");
        }
        return before.orElse(OrderSearch.NEWEST);
    }

    private int limit() {
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

    /** Nothing when the parameter is missing or empty. */
    private Optional<String> value(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            refuse(name, "stands twice");
        }
        return values.stream().findFirst().filter(value -> !value.isEmpty());
    }

    private void refuse(String parameter, String detail) {
        faults.add(ProblemDocument.Fault.ofParameter(parameter, detail));
    }
}
