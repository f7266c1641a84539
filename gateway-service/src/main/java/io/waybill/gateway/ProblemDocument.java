package io.waybill.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waybill.contracts.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as the client gets it: RFC 9457, {@code application/problem+json}.
 *
 * @param instance the path of the request, when there is one
 * @param traceId finds the request in logs and traces
 * @param orderStatus of the order that can't be cancelled; {@code status} is the response's, as the RFC has it
 * @param errors each thing that is wrong, when there are several places to look at
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemDocument(String type, String title, int status, String detail, @Nullable String instance, String traceId,
        @Nullable String orderStatus, List<Fault> errors) {

    /**
     * One thing that is wrong.
     *
     * @param pointer where in the body, as a JSON pointer (RFC 6901); empty for the whole of it
     * @param parameter which of the query
     * @param header which of the request's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fault(@Nullable String pointer, @Nullable String parameter, @Nullable String header, String detail) {

        static Fault of(Violation violation) {
            return new Fault(violation.pointer(), null, null, violation.detail());
        }

        static Fault ofParameter(String parameter, String detail) {
            return new Fault(null, parameter, null, detail);
        }

        static Fault ofHeader(String header, String detail) {
            return new Fault(null, null, header, detail);
        }
    }
}
