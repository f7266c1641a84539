package io.waybill.checker;

import java.util.List;

/**
 * What was found of one invariant.
 *
 * @param judged whether it could be looked at: an invariant whose source is missing neither holds nor doesn't
 * @param count all violations
 * @param violations the first of them, 20 at most of each kind
 * @param notes what was left out, and why
 */
public record Finding(Invariant invariant, boolean judged, long count, List<Violation> violations,
        List<String> notes) {

    public Finding {
        violations = List.copyOf(violations);
        notes = List.copyOf(notes);
    }

    public String id() {
        return invariant.name();
    }

    /** Nothing is known to be wrong. */
    public boolean ok() {
        return count == 0;
    }
}
