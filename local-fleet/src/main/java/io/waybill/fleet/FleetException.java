package io.waybill.fleet;

/** Something that the user can mend. The message is one line that says what is wrong and how. */
public final class FleetException extends RuntimeException {

    FleetException(String message) {
        super(message);
    }

    FleetException(String message, Throwable cause) {
        super(message, cause);
    }
}
