package io.waybill.servers;

import org.jspecify.annotations.Nullable;

/** A server didn't start. The message is one line: what is wrong, where, and how to mend it. */
public final class ServerStartException extends RuntimeException {

    public ServerStartException(String message) {
        this(message, null);
    }

    public ServerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
