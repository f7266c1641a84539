package io.waybill.runtime;

/** An order's state names a version of the pipeline that isn't there. */
final class UnknownVersionException extends IllegalArgumentException {

    UnknownVersionException() {
        super("the order's pipeline version is unknown");
    }
}
