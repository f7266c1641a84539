package io.waybill.gateway;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where Tomcat sends errors that arise in Spring's part but outside of its handlers, as in a filter. */
@RestController
@OpenToAll
final class ErrorDispatch implements ErrorController {

    private final ProblemWriter writer;

    ErrorDispatch(ProblemWriter writer) {
        this.writer = writer;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        @Nullable
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (!(status instanceof Integer code)) {
            throw ProblemException.notFound(); // somebody asked for this address
        }
        writer.write(code, path == null ? null : path.toString(), TraceParent.of(request), response);
    }
}
