package io.waybill.contracts;

import java.util.List;

/** A pipeline file that can't be run. The message has one line per problem: file, line, key, and how to mend it. */
public final class InvalidPipelineException extends RuntimeException {

    InvalidPipelineException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
