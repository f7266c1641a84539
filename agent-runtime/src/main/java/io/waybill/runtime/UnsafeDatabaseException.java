package io.waybill.runtime;

/** A database that a service must not start on. The message says in one line what is wrong, where, and how to mend it. */
final class UnsafeDatabaseException extends RuntimeException {

    private final String refusal;
    private final String cure;

    UnsafeDatabaseException(String refusal, String cure) {
        super(refusal + " " + cure);
        this.refusal = refusal;
        this.cure = cure;
    }

    String refusal() {
        return refusal;
    }

    String cure() {
        return cure;
    }
}
