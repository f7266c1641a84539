package io.waybill.simulators;

import java.util.List;

/** Input that was refused as a whole, with everything that is wrong with it. */
final class InvalidInput extends RuntimeException {

    /** @param pointer where, as a JSON pointer (RFC 6901); empty for the whole body */
    record Complaint(String pointer, String detail) {}

    private final transient List<Complaint> complaints;

    InvalidInput(List<Complaint> complaints) {
        super(complaints.toString(), null, false, false);
        this.complaints = List.copyOf(complaints);
    }

    List<Complaint> complaints() {
        return complaints;
    }
}
