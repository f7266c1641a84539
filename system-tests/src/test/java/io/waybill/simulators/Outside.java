package io.waybill.simulators;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The simulators from within: Stripe without a wire, and the plain truth about an order. */
public final class Outside implements AutoCloseable {

    private final ConfigurableApplicationContext context = Simulators.start("--server.port=0");
    private final StripeFake stripe = context.getBean(StripeFake.class);
    private final Conditions conditions = context.getBean(Conditions.class);
    private final Intents intents = context.getBean(Intents.class);
    private final SendGridFake mails = context.getBean(SendGridFake.class);

    /** Where those are that are reached through a wire. */
    public String base() {
        return "http://127.0.0.1:" + Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
    }

    /** What Stripe said. */
    public record Said(int status, Map<String, List<String>> headers, String body) {}

    /** Asks Stripe. */
    public Said stripe(String method, String path, String query, String body,
            Function<String, @Nullable String> headers) throws InterruptedException {
        var answer = switch (stripe.receive(new Call(method, path, query, body, headers::apply))) {
            case Visit.Unknown(var refusal) -> refusal;
            case Visit.Known(var operation, var work) -> work.perform(conditions.turn(stripe, operation));
        };
        var listed = new TreeMap<String, List<String>>();
        answer.headers().forEach((name, value) -> listed.put(name, List.of(value)));
        return new Said(answer.status(), listed, answer.body());
    }

    /**
     * An order's money.
     *
     * @param taken how often it was taken, given back or not
     * @param kept how often it was taken and not given back
     * @param open intents that nobody has canceled, declined ones not counted
     */
    public record Money(int taken, int kept, int held, int open) {}

    public Money moneyOf(UUID order) {
        int taken = 0;
        int kept = 0;
        int held = 0;
        int open = 0;
        for (PaymentIntent intent : intents.ofOrder(order.toString())) {
            var state = intent.state();
            var charge = state.charge();
            if (charge != null && charge.status() == Charge.Status.CAPTURED) {
                taken++;
                kept += charge.refundable() > 0 ? 1 : 0;
            }
            held += charge != null && charge.status() == Charge.Status.HELD ? 1 : 0;
            open += state.status() == IntentStatus.CANCELED ? 0 : 1;
        }
        return new Money(taken, kept, held, open);
    }

    /** What is held for the order is given back, as banks do after a week. */
    public void expireHolds(UUID order) {
        for (PaymentIntent intent : intents.ofOrder(order.toString())) {
            if (intent.state().status() == IntentStatus.REQUIRES_CAPTURE) {
                intent.apply(new Cancel("automatic", Instant.now()));
            }
        }
    }

    public long mailsOf(UUID order) {
        return StreamSupport.stream(mails.spliterator(), false)
                .filter(mail -> order.toString().equals(mail.orderId())).count();
    }

    @Override
    public void close() {
        context.close();
    }
}
