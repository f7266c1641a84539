package io.waybill.gateway;

import io.waybill.contracts.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes an order, once for each key, and waits for its end when the client prefers that. */
@RestController
@Needs(Scope.ORDERS)
class IntakeController {

    private static final String ROUTE = "POST /orders";
    private static final Logger LOG = LoggerFactory.getLogger(IntakeController.class);

    private final Supplier<UUID> ids;
    private final Intake intake;
    private final EndWaiters waiters;
    private final OrderReader reader;

    IntakeController(Supplier<UUID> ids, Intake intake, EndWaiters waiters, OrderReader reader) {
        this.ids = ids;
        this.intake = intake;
        this.waiters = waiters;
        this.reader = reader;
    }

    @PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> accept(@RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestAttribute(TraceParent.ATTRIBUTE) TraceParent trace,
            @RequestHeader(name = Prefer.HEADER, defaultValue = "") List<String> preferences,
            HttpServletRequest request) throws IOException, InterruptedException {
        Optional<IdempotencyKey> key = IdempotencyHeader.read(request)
                .map(value -> new IdempotencyKey(caller.merchant(), ROUTE, value));
        Order order = OrderBody.read(request, ids.get(), caller.merchant());
        OrderInView.note(request, order.id());
        try (EndWaiters.Place place = waiters.enter(order.id(), Prefer.toWait(preferences))) {
            Accepted accepted = intake.accept(order, key, trace);
            if (accepted.isRepeated()) {
                return repeated(accepted.order());
            }
            place.await();
            return answer(order, place.longest());
        }
    }

    /** The first answer, also to a first request that waited for the end: it's a function of the order's id alone. */
    private static ResponseEntity<?> repeated(UUID order) {
        return ResponseEntity.accepted().location(location(order)).header(IdempotencyHeader.REPLAYED, "true")
                .body(Acceptance.of(order));
    }

    private ResponseEntity<?> answer(Order order, Duration waited) {
        Optional<OrderView> ended = waited.isPositive() ? ended(order) : Optional.empty();
        var answer = ResponseEntity.status(ended.isPresent() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(location(order.id()));
        if (waited.isPositive()) {
            answer.header(Prefer.APPLIED, "wait=" + waited.toSeconds());
        }
        return ended.isPresent() ? answer.body(ended.get()) : answer.body(Acceptance.of(order.id()));
    }

    private static URI location(UUID order) {
        return URI.create(OrderLinks.to(order).self());
    }

    /** The order is accepted, so trouble with reading it is no reason to make the client send it again. */
    private Optional<OrderView> ended(Order order) {
        try {
            return reader.findEnded(order.merchant(), order.id());
        } catch (DataAccessException e) {
            LOG.warn("order {} is answered for as accepted, not as ended: {}", order.id(), e.toString());
            return Optional.empty();
        }
    }
}
