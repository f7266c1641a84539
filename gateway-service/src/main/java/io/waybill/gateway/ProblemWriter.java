package io.waybill.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, always as problem+json: whoever can't read it still has the status. */
@Component
final class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    void write(ProblemException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = e.problem();
        send(new ProblemDocument(problem.type(), problem.title(), problem.status(), e.detail(), request.getRequestURI(),
                TraceParent.of(request).traceId(), e.orderStatus(), e.faults()), e.headers(), response);
    }

    /** For trouble that only its status is known of. */
    void write(int status, @Nullable String path, TraceParent trace, HttpServletResponse response) throws IOException {
        Problem problem = Problem.ofStatus(status);
        send(new ProblemDocument(problem.type(), problem.title(), status, problem.meaning(), path, trace.traceId(),
                null,
                List.of()), HttpHeaders.EMPTY, response);
    }

    private void send(ProblemDocument document, HttpHeaders headers, HttpServletResponse response) throws IOException {
        byte[] body = json.writeValueAsBytes(document);
        response.setStatus(document.status());
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
