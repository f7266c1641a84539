package io.waybill.simulators;

import io.waybill.simulators.StripeEndpoint.Effect;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** https://docs.stripe.com/api/refunds, by PaymentIntent only: {@code charge} alone isn't enough here. */
@Component
final class RefundEndpoints {

    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final Intents intents;
    private final Refunds refunds;
    private final Ids ids;
    private final InstantSource clock;

    RefundEndpoints(Intents intents, Refunds refunds, Ids ids, InstantSource clock) {
        this.intents = intents;
        this.refunds = refunds;
        this.ids = ids;
        this.clock = clock;
    }

    Effect create(Form form) {
        form.allowing(Set.of("amount", "charge", "expand", "instructions_email", "metadata", "payment_intent", "reason",
                "refund_application_fee", "reverse_transfer"));
        var intentId = form.required("payment_intent");
        var request = new Refund.Request(form.positive("amount"), form.oneOf("reason", REASONS),
                IntentParameters.metadata(form));
        return () -> {
            var id = ids.next("re_");
            intents.get(intentId).apply(new GiveBack(id, request, clock.instant(), refunds::add));
            return StripeJson.refund(refunds.get(id));
        };
    }

    Effect retrieve(String id, Form form) {
        form.allowing(Set.of("expand"));
        return () -> StripeJson.refund(refunds.get(id));
    }

    /** Newest first, https://docs.stripe.com/api/refunds/list. */
    Effect list(Form form) {
        form.allowing(Set.of("charge", "created", "ending_before", "expand", "limit", "payment_intent",
                "starting_after"));
        var page = Page.of(form);
        var intent = form.text("payment_intent");
        var charge = form.text("charge");
        return () -> page.list("/v1/refunds", matching(intent, charge), Refund::id, Refund::created,
                StripeJson::refund);
    }

    private Iterator<Refund> matching(@Nullable String intent, @Nullable String charge) {
        var candidates = intent == null ? refunds.newestFirst() : refunds.ofIntent(intent).reversed().iterator();
        return charge == null
                ? candidates
                : StreamSupport.stream(Spliterators.spliteratorUnknownSize(candidates, 0), false)
                        .filter(refund -> refund.source().chargeId().equals(charge))
                        .iterator();
    }
}
