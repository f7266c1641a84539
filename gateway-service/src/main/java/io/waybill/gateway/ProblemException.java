package io.waybill.gateway;

import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Ends a request with a problem. The message is the problem's detail: for clients, so without anything internal. */
final class ProblemException extends RuntimeException {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final Problem problem;
    private final transient List<ProblemDocument.Fault> faults;
    private final transient HttpHeaders headers = new HttpHeaders();
    private @Nullable String orderStatus;

    ProblemException(Problem problem, String detail) {
        this(problem, detail, List.of(), null);
    }

    private ProblemException(Problem problem, String detail, List<ProblemDocument.Fault> faults,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.problem = problem;
        this.faults = faults;
    }

    static ProblemException unauthorized(String detail, String challenge) {
        return new ProblemException(Problem.UNAUTHORIZED, detail).with(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    static ProblemException notFound() {
        return new ProblemException(Problem.NOT_FOUND, "Nothing is here, or nothing that may be seen.");
    }

    static ProblemException invalidRequest(List<ProblemDocument.Fault> faults) {
        return new ProblemException(Problem.INVALID_REQUEST, "Nothing was done: see errors.", faults, null);
    }

    static ProblemException invalidHeader(String header, String detail) {
        return invalidRequest(List.of(ProblemDocument.Fault.ofHeader(header, detail)));
    }

    static ProblemException invalidOrder(List<Violation> violations) {
        String detail = violations.size() == 1
                ? "One thing is wrong: see errors."
                : violations.size() + " things are wrong: see errors.";
        return new ProblemException(Problem.INVALID_ORDER, detail, faults(violations), null);
    }

    static ProblemException cardData(List<Violation> violations) {
        return new ProblemException(Problem.CARD_DATA_NOT_ACCEPTED,
                "The body holds card data and was dropped: see errors.", faults(violations), null);
    }

    static ProblemException unavailable(@Nullable Throwable cause) {
        return unavailable("The ledger can't be reached; nothing was done.", cause);
    }

    static ProblemException tooManyListeners(String detail) {
        return unavailable(detail, null);
    }

    static ProblemException outcomeUnknown(Throwable cause) {
        return unavailable(
                "The ledger was lost in the middle, and can't be asked whether this was written. Send the"
                        + " same request again, an order with the same Idempotency-Key.",
                cause);
    }

    /** @param cause null when nobody has looked yet */
    static ProblemException unchecked(@Nullable Throwable cause) {
        return unavailable(cause == null
                ? "Nobody has looked at the invariants yet."
                : "Whether the invariants hold isn't known. " + cause.getMessage(), cause);
    }

    static ProblemException unforeseeable(Throwable cause) {
        return unavailable("What a replay would do can't be seen: a service hasn't made its tables yet.", cause);
    }

    private static ProblemException unavailable(String detail, @Nullable Throwable cause) {
        return new ProblemException(Problem.UNAVAILABLE, detail, List.of(), cause)
                .with(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    static ProblemException keyInvalid(String detail) {
        return aboutKeys(Problem.IDEMPOTENCY_KEY_INVALID, detail);
    }

    static ProblemException keyReused() {
        return aboutKeys(Problem.IDEMPOTENCY_KEY_REUSED, "The key stands for an order that asks for something else.");
    }

    static ProblemException keyInUse() {
        return aboutKeys(Problem.IDEMPOTENCY_KEY_IN_USE, "The first request with this key isn't done yet.")
                .with(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    /** The link is as the IETF's draft has it. */
    private static ProblemException aboutKeys(Problem problem, String detail) {
        return new ProblemException(problem, detail).with(HttpHeaders.LINK,
                "<%s>; rel=\"describedby\"; type=\"text/html\"".formatted(IdempotencyPage.PATH));
    }

    /** @param status of an order that can't be cancelled any more */
    static ProblemException tooLateToCancel(OrderStatus status) {
        var e = new ProblemException(Problem.TOO_LATE_TO_CANCEL, status.ended()
                ? "The order has ended: it is " + status.code() + "."
                : "The order is past the point of no return, and goes on.");
        e.orderStatus = status.code();
        return e;
    }

    static ProblemException withoutRedis(Throwable cause) {
        return new ProblemException(Problem.UNAVAILABLE, "Redis can't be reached; nothing has changed in the ledger.",
                List.of(), cause).with(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    ProblemException with(String header, String value) {
        headers.set(header, value);
        return this;
    }

    Problem problem() {
        return problem;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<ProblemDocument.Fault> faults() {
        return faults;
    }

    /** Of the order that the problem is about, where that says more than the detail. */
    @Nullable
    String orderStatus() {
        return orderStatus;
    }

    HttpHeaders headers() {
        return headers;
    }

    private static List<ProblemDocument.Fault> faults(List<Violation> violations) {
        return violations.stream().map(ProblemDocument.Fault::of).toList();
    }
}
