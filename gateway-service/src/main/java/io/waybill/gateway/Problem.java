package io.waybill.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong with a request: RFC 9457's problem types, each with the page that its type leads to. */
enum Problem {

    INVALID_REQUEST(400, "The request makes no sense", """
            The request isn't well-formed HTTP, or one of its parameters or headers has a value that can't be used.""", """
            Look at errors: it names each of them and says which values it takes."""),

    MALFORMED_JSON(400, "The body is not JSON", """
            The body can't be parsed, so nothing in it was looked at.""", """
            The detail names line and column. Send one JSON object in UTF-8, with nothing behind it and no property \
            twice. Numbers such as NaN are not JSON."""),

    INVALID_ORDER(400, "The order is not of the expected shape", """
            The body is JSON, but not an order: something is missing, unknown, too long or of another type. Nothing was \
            stored. All that is wrong is listed at once.""", """
            Look at errors: each has a JSON pointer (RFC 6901) to the place and says what is expected there. Amounts are \
            integers in the currency's minor unit."""),

    CARD_DATA_NOT_ACCEPTED(400, "Card data is not accepted", """
            The body holds a card number or a card's fields. It was dropped before anything was stored or logged.""", """
            Give the card to the payment provider, and send the id of the payment method that it answers with."""),

    IDEMPOTENCY_KEY_INVALID(400, "The idempotency key can't be used", """
            The header Idempotency-Key is there, but holds no key, or it is there more than once. Nothing was stored.""", """
            Send the header once, with 1 to 255 characters of visible ASCII without spaces. Quotes around them are taken, and \
            mean nothing."""),

    UNAUTHORIZED(401, "No valid API key", """
            The request has no API key, or one that isn't known or has been revoked.""", """
            Send the header Authorization: Bearer followed by your API key."""),

    FORBIDDEN(403, "The API key may not do this", """
            The API key is valid but lacks the scope that this route needs.""", """
            Use a key with the scope that the detail names, or ask an operator for one."""),

    NOT_FOUND(404, "There is no such thing", """
            Nothing is at this address. An order of another merchant looks the same.""", """
            Check the address, the order's id, and that the API key is the one the order was sent with."""),

    METHOD_NOT_ALLOWED(405, "The method isn't possible here", """
            The address exists, but not for this method.""", """
            Use one of the methods that the header Allow lists."""),

    NOT_ACCEPTABLE(406, "No answer of the wanted type", """
            The header Accept asks for a type that this address doesn't answer with.""", """
            Accept application/json, text/event-stream for an order's events, and application/problem+json for problems."""),

    IDEMPOTENCY_KEY_IN_USE(409, "The first request with this key still runs", """
            Another request with the same Idempotency-Key is being worked on at this moment. This one did nothing.""", """
            Send the same request again after the seconds that the header Retry-After names: it gets the first one's \
            answer."""),

    NO_LONGER_PARKED(409, "It isn't parked any more", """
            What was to be replayed or discarded has been already, or its order has got past it by itself.""", """
            Nothing needs to be done. GET /ops/parked lists what is still parked."""),

    CANNOT_BE_DISCARDED(409, "This can't be given up", """
            The step is behind the point of no return, or is an undo: the order has been paid, or money and stock may have \
            to be given back. Nothing has changed.""", """
            Mend what keeps the step from succeeding, and replay it."""),

    TOO_LATE_TO_CANCEL(409, "The order can't be cancelled any more", """
            The order is past its point of no return, where its money is taken, or it has ended. Nothing has changed. The member \
            orderStatus says where it stands; status is the response's.""", """
            Let the order go on, and return the goods. An order whose payment fails after all is undone without a cancel."""),

    PAYLOAD_TOO_LARGE(413, "The body is too large", """
            The body is larger than 1 MiB. Nothing was stored.""", """
            Send several orders: one has 1,000 lines at most and is far smaller than that."""),

    UNSUPPORTED_MEDIA_TYPE(415, "The body's type isn't supported", """
            The header Content-Type is missing, or names a type that this address doesn't read.""", """
            Send Content-Type: application/json. The header Accept of the answer lists what is read."""),

    IDEMPOTENCY_KEY_REUSED(422, "The key was used for another order", """
            An order was accepted under this Idempotency-Key before, and it isn't the one in this request. This one did \
            nothing.""", """
            Send a new order with a new key. To repeat the earlier request, send the order as it was."""),

    INTERNAL_ERROR(500, "Something broke on our side", """
            This is our fault. It has been logged with the trace id.""", """
            Try again later, and quote the trace id when you report it."""),

    UNAVAILABLE(503, "Not available right now", """
            What keeps orders safe can't be reached or has too much to do, so the request was refused rather than \
            half-done.""", """
            Send the same request again after the seconds that the header Retry-After names. With an Idempotency-Key that \
            is safe even when the detail says that the outcome isn't known.""");

    private final int status;
    private final String title;
    private final String meaning;
    private final String cure;

    Problem(int status, String title, String meaning, String cure) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.cure = cure;
    }

    static Optional<Problem> ofSlug(String slug) {
        return Arrays.stream(values()).filter(problem -> problem.slug().equals(slug)).findFirst();
    }

    /** The one that says most about a status; there is one for every status from 400 on. */
    static Problem ofStatus(int status) {
        return Arrays.stream(values()).filter(problem -> problem.status == status).findFirst()
                .orElse(status < 500 ? INVALID_REQUEST : INTERNAL_ERROR);
    }

    /** The last part of its address, which clients compare: it never changes. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String type() {
        return "/problems/" + slug();
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }

    String cure() {
        return cure;
    }
}
