package io.waybill.simulators;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a request asks of a provider: the grain of delays and faults.
 *
 * <p>Creating a PaymentIntent with {@code confirm=true} is a confirm. Reads of one object and lists are retrieves.
 */
enum Operation {
    STRIPE_CREATE(Provider.STRIPE, "create", 0),
    STRIPE_CONFIRM(Provider.STRIPE, "confirm", 3000),
    STRIPE_CAPTURE(Provider.STRIPE, "capture", 300),
    STRIPE_CANCEL(Provider.STRIPE, "cancel", 0),
    STRIPE_RETRIEVE(Provider.STRIPE, "retrieve", 0),
    STRIPE_SEARCH(Provider.STRIPE, "search", 0),
    STRIPE_REFUND(Provider.STRIPE, "refund", 0),
    FRAUD_SCORE(Provider.FRAUD, "score", 1200),
    SENDGRID_SEND(Provider.SENDGRID, "send", 100),
    SLACK_POST_MESSAGE(Provider.SLACK, "postMessage", 100),
    SLACK_AUTH_TEST(Provider.SLACK, "authTest", 0);

    private final Provider provider;
    private final String label;
    private final Duration seedDelay;

    Operation(Provider provider, String label, int seedDelayMillis) {
        this.provider = provider;
        this.label = label;
        this.seedDelay = Duration.ofMillis(seedDelayMillis);
    }

    static Stream<Operation> of(Provider provider) {
        return Stream.of(values()).filter(operation -> operation.provider == provider);
    }

    /** Whether its requests carry an idempotency key: Stripe's POSTs, https://docs.stripe.com/api/idempotent_requests. */
    boolean takesKey() {
        return switch (this) {
            case STRIPE_CREATE, STRIPE_CONFIRM, STRIPE_CAPTURE, STRIPE_CANCEL, STRIPE_REFUND -> true;
            default -> false;
        };
    }

    Provider provider() {
        return provider;
    }

    String label() {
        return label;
    }

    /** How long it takes in profile seed. */
    Duration seedDelay() {
        return seedDelay;
    }
}
