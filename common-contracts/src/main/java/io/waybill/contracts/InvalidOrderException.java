package io.waybill.contracts;

import java.util.List;
import java.util.stream.Collectors;

/** A document that is no order: everything that is wrong with it, in the order of the document. */
public final class InvalidOrderException extends RuntimeException {

    private final Kind kind;
    private final transient List<Violation> violations;

    InvalidOrderException(Kind kind, List<Violation> violations) {
        super(violations.stream().map(each -> each.pointer() + ": " + each.detail()).collect(Collectors.joining("; ")));
        this.kind = kind;
        this.violations = List.copyOf(violations);
    }

    public Kind kind() {
        return kind;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** What sort of trouble it is. */
    public enum Kind {
        /** Not JSON at all. */
        MALFORMED,
        /** JSON, but not of an order's shape. */
        SHAPE,
        /** Holds a card number or a card's fields, which Waybill refuses to touch. */
        CARD_DATA
    }
}
