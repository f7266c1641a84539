package io.waybill.gateway;

import io.waybill.contracts.OrderStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an {@link OrderSearch} from a query. */
final class SearchParameters {

    private static final Set<String> KNOWN = Set.of("status", "reference", "limit", "cursor");

    private SearchParameters() {}

    /** @throws ProblemException when a parameter is unknown, doubled or makes no sense */
    static OrderSearch read(Map<String, List<String>> query) {
        var parameters = new QueryParameters(query, KNOWN);
        var search = new OrderSearch(status(parameters), parameters.value("reference").orElse(null),
                parameters.before(), parameters.limit());
        parameters.requireSense();
        return search;
    }

    private static @Nullable OrderStatus status(QueryParameters parameters) {
        Optional<String> asked = parameters.value("status");
        Optional<OrderStatus> status = asked.flatMap(code -> Arrays.stream(OrderStatus.values())
                .filter(each -> each.code().equals(code)).findFirst());
        if (asked.isPresent() && status.isEmpty()) {
            parameters.refuse("status", "must be one of " + Arrays.stream(OrderStatus.values()).map(OrderStatus::code)
                    .collect(Collectors.joining(", ")));
        }
        return status.orElse(null);
    }
}
