package io.waybill.simulators;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Every refund, by its id and by its intent. */
@Component
final class Refunds implements Iterable<Refund> {

    private final Newest<String, Refund> byId;
    private final Newest<String, List<Refund>> byIntent;

    Refunds(SimulatorSettings settings) {
        byId = new Newest<>(settings.keptEntries());
        byIntent = new Newest<>(settings.keptEntries());
    }

    void add(Refund refund) {
        byId.putIfAbsent(refund.id(), refund);
        var known = byIntent.putIfAbsent(refund.intent().id(), new CopyOnWriteArrayList<>(List.of(refund)));
        if (known != null) {
            known.add(refund);
        }
    }

    /** For an id in the URL: unknown is 404. */
    Refund get(String id) {
        var refund = byId.get(id);
        if (refund == null) {
            throw StripeErrors.noSuch(404, "refund", id, "refund");
        }
        return refund;
    }

    /** Oldest first. */
    List<Refund> ofIntent(String intentId) {
        var found = byIntent.get(intentId);
        return found == null ? List.of() : found;
    }

    void clear() {
        byId.clear();
        byIntent.clear();
    }

    long forgotten() {
        return byId.forgotten();
    }

    /** Oldest first. */
    @Override
    public Iterator<Refund> iterator() {
        return byId.iterator();
    }

    Iterator<Refund> newestFirst() {
        return byId.newestFirst();
    }
}
