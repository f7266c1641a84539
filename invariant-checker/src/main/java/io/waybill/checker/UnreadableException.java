package io.waybill.checker;

/** A source that was named couldn't be read, so nothing is known: neither that all is well nor that it isn't. */
public final class UnreadableException extends RuntimeException {

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
