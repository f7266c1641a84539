package io.waybill.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, newest first.
 *
 * @param cursor what to ask for the next ones with; null when there are none
 */
record NotePage(List<Note> notes, @Nullable String cursor) {

    /** @param found one more than the limit when there are more */
    static NotePage of(List<Note> found, int limit) {
        if (found.size() <= limit) {
            return new NotePage(found, null);
        }
        List<Note> notes = List.copyOf(found.subList(0, limit));
        return new NotePage(notes, Cursor.behind(notes.getLast().id()));
    }
}
