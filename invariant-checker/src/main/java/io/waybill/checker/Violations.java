package io.waybill.checker;

import java.util.ArrayList;
import java.util.List;

/** All are counted, the first are kept. */
final class Violations {

    private static final int KEPT = 20;

    private final List<Violation> first = new ArrayList<>();
    private long count;

    void add(Violation violation) {
        if (count++ < KEPT) {
            first.add(violation);
        }
    }

    void addAll(Violations others) {
        first.addAll(others.first);
        count += others.count;
    }

    long count() {
        return count;
    }

    List<Violation> first() {
        return first;
    }
}
