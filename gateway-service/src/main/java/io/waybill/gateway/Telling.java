package io.waybill.gateway;

import io.waybill.gateway.EventQueries.NewStep;
import io.waybill.gateway.EventQueries.Story;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells all who listen on this gateway what is new in the ledger, whichever gateway has written it. What it costs follows
 * from what happens, not from how many listen. Used by one thread.
 */
@Component
class Telling {

    private static final long UNKNOWN = -1;

    private final Listeners listeners;
    private final EventHorizon horizon;
    private final EventQueries queries;
    private long toldUpTo = UNKNOWN;

    Telling(Listeners listeners, EventHorizon horizon, EventQueries queries) {
        this.listeners = listeners;
        this.horizon = horizon;
        this.queries = queries;
    }

    /**
     * One look for all. When the ledger fails, the next look takes it up.
     *
     * @return whether there's more to tell, so that the next look should come soon
     */
    boolean turn() {
        if (listeners.isEmpty()) {
            toldUpTo = UNKNOWN;
            return false;
        }
        long upTo = horizon.look();
        markMoved(upTo);
        List<Listener> attentive = listeners.attentive();
        if (!attentive.isEmpty()) {
            tell(attentive, upTo);
        }
        return horizon.isBehind();
    }

    /** Who has come while nobody listened is attentive anyway. */
    private void markMoved(long upTo) {
        if (toldUpTo != UNKNOWN && toldUpTo < upTo) {
            listeners.mark(queries.moved(toldUpTo, upTo));
        }
        toldUpTo = upTo;
    }

    private void tell(List<Listener> attentive, long upTo) {
        Set<UUID> orders = attentive.stream().map(Listener::order).collect(Collectors.toSet());
        Map<UUID, Story> stories = queries.stories(orders);
        Map<Integer, List<NewStep>> steps = queries.steps(attentive, upTo);
        for (int place = 0; place < attentive.size(); place++) {
            Listener listener = attentive.get(place);
            List<NewStep> next = steps.getOrDefault(place, List.of());
            Story story = stories.get(listener.order());
            if (story != null) {
                listener.tell(next, story, next.size() < EventQueries.MOST && story.last() <= upTo);
            }
        }
    }
}
