package io.waybill.faults;

import java.util.Collections;
import java.util.Set;

/** What a fault has its hands on. */
enum Area {
    PROCESSES, REDIS, PROCESSES_AND_REDIS, POSTGRES, PROVIDERS, ORDERS;

    /** Whether two faults go well together; otherwise each would undo what the other has in hand. */
    boolean isApartFrom(Area other) {
        return Collections.disjoint(parts(), other.parts());
    }

    private Set<Area> parts() {
        return this == PROCESSES_AND_REDIS ? Set.of(PROCESSES, REDIS) : Set.of(this);
    }
}
