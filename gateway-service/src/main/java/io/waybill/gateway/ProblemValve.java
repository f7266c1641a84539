package io.waybill.gateway;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tomcat's own refusals, of requests that never reach Spring, as problems instead of a page of HTML. */
final class ProblemValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

    private final ProblemWriter writer;

    ProblemValve(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        // as in the superclass: leave alone what is no error, has been answered, or has been reported by another valve
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            writer.write(response.getStatus(), null, TraceParent.of(request), response);
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("nobody is there any more to hear of status {}", response.getStatus(), gone);
        }
    }
}
