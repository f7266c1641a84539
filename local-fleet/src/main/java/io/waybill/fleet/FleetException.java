package io.waybill.fleet;

/** Something that the user can mend. The message says what is wrong and how, each thing in one line. */
public final class FleetException extends RuntimeException {

    FleetException(String message) {
        super(message);
    }

    FleetException(String message, Throwable cause) {
        super(message, cause);
    }
}
