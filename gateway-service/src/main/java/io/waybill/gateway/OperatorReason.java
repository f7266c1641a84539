package io.waybill.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why an operator does something, as the body of the request says it: {@code {"reason": "…"}}. */
final class OperatorReason {

    private static final int LARGEST_BODY = 1 << 14;
    private static final int LONGEST = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private OperatorReason() {}

    /**
     * Nothing when there is no body, or no reason in it.
     *
     * @throws ProblemException when the body is anything else
     */
    static Optional<String> read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new ProblemException(Problem.PAYLOAD_TOO_LARGE,
                    "The body is larger than %d bytes.".formatted(LARGEST_BODY));
        }
        return body.length == 0 ? Optional.empty() : reason(parse(body));
    }

    static ProblemException missing() {
        return refused("/reason", "is required: a text of 1 to " + LONGEST + " characters");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException _) {
            throw new ProblemException(Problem.MALFORMED_JSON, "The body is not JSON.");
        }
    }

    private static Optional<String> reason(JsonNode body) {
        if (!body.isObject() || !body.propertyNames().stream().allMatch("reason"::equals)) {
            throw refused("", "must be an object with nothing but a reason");
        }
        JsonNode reason = body.path("reason");
        if (reason.isMissingNode() || reason.isNull()) {
            return Optional.empty();
        }
        String text = reason.isString() ? reason.stringValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw refused("/reason", "must be a text of 1 to " + LONGEST + " characters");
        }
        return Optional.of(text);
    }

    private static ProblemException refused(String pointer, String detail) {
        return ProblemException.invalidRequest(List.of(new ProblemDocument.Fault(pointer, null, detail)));
    }
}
