package io.waybill.simulators;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stripe's URLs, https://docs.stripe.com/api/payment_intents and https://docs.stripe.com/api/refunds. */
@Component
final class StripeRouter {

    private final IntentWrites writes;
    private final IntentReads reads;
    private final RefundEndpoints refunds;

    StripeRouter(IntentWrites writes, IntentReads reads, RefundEndpoints refunds) {
        this.writes = writes;
        this.reads = reads;
        this.refunds = refunds;
    }

    /** Null for a URL or a method that isn't faked. */
    @Nullable
    StripeEndpoint find(Call call, Form form) {
        var path = call.path().split("/", -1); // "", v1, collection, id, verb
        var id = path.length > 3 ? path[3] : "";
        return switch (call.method() + " " + shape(path)) {
            case "POST payment_intents" -> new StripeEndpoint(creation(form), () -> writes.create(form));
            case "POST payment_intents/{id}/confirm" ->
                endpoint(Operation.STRIPE_CONFIRM, () -> writes.confirm(id, form));
            case "POST payment_intents/{id}/capture" ->
                endpoint(Operation.STRIPE_CAPTURE, () -> writes.capture(id, form));
            case "POST payment_intents/{id}/cancel" -> endpoint(Operation.STRIPE_CANCEL, () -> writes.cancel(id, form));
            case "GET payment_intents/{id}" -> endpoint(Operation.STRIPE_RETRIEVE, () -> reads.retrieve(id, form));
            case "GET payment_intents" -> endpoint(Operation.STRIPE_RETRIEVE, () -> reads.list(form));
            case "GET payment_intents/search" -> endpoint(Operation.STRIPE_SEARCH, () -> reads.search(form));
            case "POST refunds" -> endpoint(Operation.STRIPE_REFUND, () -> refunds.create(form));
            case "GET refunds/{id}" -> endpoint(Operation.STRIPE_RETRIEVE, () -> refunds.retrieve(id, form));
            case "GET refunds" -> endpoint(Operation.STRIPE_RETRIEVE, () -> refunds.list(form));
            default -> null;
        };
    }

    /** The path with {id} in the place of an id; empty below anything but v1. */
    private static String shape(String[] path) {
        if (path.length < 3 || path.length > 5 || !path[1].equals("v1")) {
            return "";
        }
        return switch (path.length) {
            case 3 -> path[2];
            case 4 -> path[2] + (path[3].equals("search") ? "/search" : "/{id}");
            default -> path[2] + "/{id}/" + path[4];
        };
    }

    private static StripeEndpoint endpoint(Operation operation, StripeEndpoint.Preparation preparation) {
        return new StripeEndpoint(operation, preparation);
    }

    private static Operation creation(Form form) {
        return "true".equals(form.raw("confirm")) ? Operation.STRIPE_CONFIRM : Operation.STRIPE_CREATE;
    }
}
