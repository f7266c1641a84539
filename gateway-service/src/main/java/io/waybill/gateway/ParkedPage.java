package io.waybill.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a person.
 *
 * @param groups all that was asked for by cause, most first
 * @param items some of it
 * @param cursor what to ask for the next ones with; null when there are none
 */
record ParkedPage(List<Group> groups, List<ParkedItem> items, @Nullable String cursor) {

    /** How many have the same cause. */
    record Group(String cause, long count) {}

    /** @param found one more than the limit when there are more */
    static ParkedPage of(List<Group> groups, List<ParkedItem> found, int limit) {
        if (found.size() <= limit) {
            return new ParkedPage(groups, found, null);
        }
        List<ParkedItem> items = List.copyOf(found.subList(0, limit));
        return new ParkedPage(groups, items, Cursor.behind(items.getLast().id()));
    }
}
