package io.waybill.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads a body that says little into a flat record, strictly: a slip of the pen must not pass for something else. */
final class SmallBody {

    private static final int LARGEST = 1 << 14;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfigDefaults(coercion -> {
                for (CoercionInputShape shape : CoercionInputShape.values()) {
                    coercion.setCoercion(shape, CoercionAction.Fail);
                }
            }).build();

    private SmallBody() {}

    /**
     * Nothing when there is no body.
     *
     * @throws ProblemException when the body isn't such a record
     */
    static <T extends Record> Optional<T> read(HttpServletRequest request, Class<T> type) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new ProblemException(Problem.PAYLOAD_TOO_LARGE,
                    "The body is larger than %d bytes.".formatted(LARGEST));
        }
        return body.length == 0 ? Optional.empty() : Optional.of(parse(body, type));
    }

    private static <T extends Record> T parse(byte[] body, Class<T> type) {
        try {
            T read = JSON.readValue(body, type);
            if (read == null) {
                throw refused("", "must be an object");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw refused(pointer(e), "is not known; known are " + e.getKnownPropertyIds().stream().map(String::valueOf)
                    .sorted().collect(Collectors.joining(", ")));
        } catch (MismatchedInputException e) {
            throw refused(pointer(e), pointer(e).isEmpty() ? "must be an object" : expected(e.getTargetType()));
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** The records are flat, and have no others. */
    private static String expected(@Nullable Class<?> type) {
        return type == Boolean.class ? "must be true or false" : "must be a text";
    }

    /** As for an order. */
    private static ProblemException malformed(JacksonException e) {
        var where = e.getLocation();
        return new ProblemException(Problem.MALFORMED_JSON, "line %d, column %d: %s".formatted(where.getLineNr(),
                where.getColumnNr(), e.getOriginalMessage().lines().findFirst().orElse("not JSON")));
    }

    private static String pointer(MismatchedInputException e) {
        return e.getPath().stream().map(place -> "/" + place.getPropertyName()).collect(Collectors.joining());
    }

    static ProblemException refused(String pointer, String detail) {
        return ProblemException.invalidRequest(List.of(new ProblemDocument.Fault(pointer, null, null, detail)));
    }
}
