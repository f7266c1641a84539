package io.waybill.simulators;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Every PaymentIntent, by its id and by the order it pays for. */
@Component
final class Intents implements Iterable<PaymentIntent> {

    private final Newest<String, PaymentIntent> byId;
    private final Newest<String, List<PaymentIntent>> byOrder;

    Intents(SimulatorSettings settings) {
        byId = new Newest<>(settings.keptEntries());
        byOrder = new Newest<>(settings.keptEntries());
    }

    void add(PaymentIntent intent) {
        byId.putIfAbsent(intent.id(), intent);
        var order = intent.orderId();
        if (order != null) {
            var first = new CopyOnWriteArrayList<>(List.of(intent));
            var known = byOrder.putIfAbsent(key(order), first);
            if (known != null) {
                known.add(intent);
            }
        }
    }

    /** For an id in the URL: unknown is 404. */
    PaymentIntent get(String id) {
        return find(id).orElseThrow(() -> StripeErrors.noSuch(404, "payment_intent", id, "intent"));
    }

    Optional<PaymentIntent> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In any case of letters, as Stripe's search compares. */
    List<PaymentIntent> ofOrder(String orderId) {
        var found = byOrder.get(key(orderId));
        return found == null ? List.of() : found;
    }

    void clear() {
        byId.clear();
        byOrder.clear();
    }

    long forgotten() {
        return byId.forgotten();
    }

    /** Oldest first. */
    @Override
    public Iterator<PaymentIntent> iterator() {
        return byId.iterator();
    }

    Iterator<PaymentIntent> newestFirst() {
        return byId.newestFirst();
    }

    private static String key(String orderId) {
        return orderId.toLowerCase(Locale.ROOT);
    }
}
