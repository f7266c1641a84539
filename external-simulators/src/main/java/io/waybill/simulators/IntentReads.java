package io.waybill.simulators;

import io.waybill.simulators.StripeEndpoint.Effect;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** The GETs of https://docs.stripe.com/api/payment_intents. */
@Component
final class IntentReads {

    private final Intents intents;
    private final Conditions conditions;
    private final InstantSource clock;

    IntentReads(Intents intents, Conditions conditions, InstantSource clock) {
        this.intents = intents;
        this.conditions = conditions;
        this.clock = clock;
    }

    Effect retrieve(String id, Form form) {
        var expansion = Expansion.of(form.allowing(Set.of("client_secret", "expand")));
        return () -> expansion.render(intents.get(id));
    }

    /** Newest first and never stale, https://docs.stripe.com/api/payment_intents/list. */
    Effect list(Form form) {
        var page = Page.of(form.allowing(Set.of("created", "customer", "ending_before", "expand", "limit",
                "starting_after")));
        return () -> page.list("/v1/payment_intents", intents.newestFirst(), PaymentIntent::id, PaymentIntent::created,
                StripeJson::intent);
    }

    /** May miss what is younger than the lag of the index, https://docs.stripe.com/api/payment_intents/search. */
    Effect search(Form form) {
        form.allowing(Set.of("expand", "limit", "page", "query"));
        var query = SearchQuery.parse(form.required("query"));
        var page = SearchPage.of(form);
        return () -> {
            var indexedUntil = clock.instant().minus(conditions.searchLag());
            return page.of(candidates(query)
                    .filter(intent -> !intent.created().isAfter(indexedUntil))
                    .filter(query::matches));
        };
    }

    private Stream<PaymentIntent> candidates(SearchQuery query) {
        var order = query.orderId();
        return order == null
                ? StreamSupport.stream(intents.spliterator(), false)
                : intents.ofOrder(order).stream();
    }
}
