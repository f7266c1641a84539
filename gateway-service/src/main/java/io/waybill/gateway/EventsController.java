package io.waybill.gateway;

import io.waybill.runtime.TraceSpan;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Tells a merchant what happens to an order as it happens. */
@RestController
@Needs(Scope.ORDERS)
class EventsController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final long NONE = -1;
    private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);

    private final EventQueries queries;
    private final Listeners listeners;
    private final EventStream stream;

    EventsController(EventQueries queries, Listeners listeners, EventStream stream) {
        this.queries = queries;
        this.listeners = listeners;
        this.stream = stream;
    }

    @GetMapping(path = "/orders/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void listen(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String id,
            @RequestHeader(name = LAST_EVENT_ID, defaultValue = "") String lastEventId, HttpMethod method,
            HttpServletResponse response) throws InterruptedException {
        UUID order = OrderId.parse(id).orElseThrow(ProblemException::notFound);
        long known = known(caller.merchant(), order, lastEventId);
        if (method.equals(HttpMethod.HEAD)) {
            return; // nothing would ever be written, so nobody would see the client go
        }
        TraceSpan.current().waits();
        try (Listener listener = listeners.enter(caller.merchant(), order, known)) {
            stream.write(listener, response);
        } catch (IOException e) {
            LOG.debug("a listener of order {} has gone, or doesn't read: {}", order, e.toString());
        }
    }

    private long known(String merchant, UUID order, String lastEventId) {
        boolean isNumber = NUMBER.matcher(lastEventId).matches();
        @Nullable
        Long event = isNumber ? Long.valueOf(lastEventId) : null;
        boolean isKnown = queries.knows(merchant, order, event).orElseThrow(ProblemException::notFound);
        if (!isKnown || (event == null && !lastEventId.isEmpty())) {
            throw ProblemException.invalidHeader(LAST_EVENT_ID,
                    "must be an id that this order's events had; leave it out to hear all of them");
        }
        return event == null ? NONE : event;
    }
}
