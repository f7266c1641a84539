package io.waybill.simulators;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page of search results, https://docs.stripe.com/api/pagination/search; the cursor is the number to skip. */
record SearchPage(int limit, long skip) {

    static SearchPage of(Form form) {
        var cursor = form.integer("page");
        return new SearchPage(Page.limit(form), cursor == null ? 0 : Math.max(cursor, 0));
    }

    Map<String, @Nullable Object> of(Stream<PaymentIntent> matches) {
        var found = matches.skip(skip).limit(limit + 1L).toList();
        boolean more = found.size() > limit;
        var data = found.stream().limit(limit).map(StripeJson::intent).toList();
        var json = StripeJson.list("search_result", "/v1/payment_intents/search", data, more);
        json.put("next_page", more ? String.valueOf(skip + limit) : null);
        return json;
    }
}
