package io.waybill.checker;

import java.util.Set;

/**
 * One statement, whole in a file of its own, that selects what violates an invariant: order (or null) and a sentence.
 *
 * @param file without its ending; begins with the invariant's id
 */
record Check(String file, Set<Needs> needs) {

    /** What must be there for a check beside the tables. */
    enum Needs {
        PROVIDER, CLIENT, REST
    }

    Check(String file, Needs... needs) {
        this(file, Set.of(needs));
    }

    Invariant invariant() {
        return Invariant.valueOf(file.substring(0, file.indexOf('_')));
    }
}
