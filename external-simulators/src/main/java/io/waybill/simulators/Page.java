package io.waybill.simulators;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, https://docs.stripe.com/api/pagination: {@code limit}, {@code starting_after} and the bounds of
 * {@code created}. {@code ending_before} is refused, because nothing of ours pages backwards.
 */
record Page(int limit, @Nullable String startingAfter, Instant from, Instant to) {

    static Page of(Form form) {
        if (form.text("ending_before") != null) {
            throw StripeErrors.invalid("ending_before", "The simulator doesn't page backwards; use starting_after.");
        }
        return new Page(limit(form), form.text("starting_after"), from(form), to(form));
    }

    /** 1 to 100, by default 10. */
    static int limit(Form form) {
        var limit = form.positive("limit");
        if (limit != null && limit > 100) {
            throw StripeErrors.invalid("limit", "Invalid limit: must be at most 100");
        }
        return limit == null ? 10 : limit.intValue();
    }

    <T> Map<String, @Nullable Object> list(String url, Iterator<T> newestFirst, Function<T, String> id,
            Function<T, Instant> created, Function<T, Map<String, @Nullable Object>> json) {
        var data = new ArrayList<Object>();
        boolean begun = startingAfter == null;
        boolean more = false;
        while (newestFirst.hasNext() && !more) {
            var next = newestFirst.next();
            if (begun && !created.apply(next).isBefore(from) && created.apply(next).isBefore(to)) {
                more = data.size() == limit;
                if (!more) {
                    data.add(json.apply(next));
                }
            }
            begun |= id.apply(next).equals(startingAfter);
        }
        return StripeJson.list("list", url, data, more);
    }

    private static Instant from(Form form) {
        var inclusive = form.integer("created[gte]");
        var exclusive = form.integer("created[gt]");
        return inclusive != null ? second(inclusive) : exclusive != null ? second(exclusive + 1) : Instant.MIN;
    }

    private static Instant to(Form form) {
        var inclusive = form.integer("created[lte]");
        var exclusive = form.integer("created[lt]");
        return inclusive != null ? second(inclusive + 1) : exclusive != null ? second(exclusive) : Instant.MAX;
    }

    private static Instant second(long epoch) {
        try {
            return Instant.ofEpochSecond(epoch);
        } catch (DateTimeException tooFar) {
            throw StripeErrors.invalid("created", "Invalid timestamp: " + epoch);
        }
    }
}
