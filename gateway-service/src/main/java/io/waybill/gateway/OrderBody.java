package io.waybill.gateway;

import io.waybill.contracts.Order;
import io.waybill.contracts.OrderJson;
import io.waybill.contracts.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Reads the order that a request carries. */
final class OrderBody {

    static final int LARGEST = 1 << 20;

    private OrderBody() {}

    /** @throws io.waybill.contracts.InvalidOrderException when the body is no order */
    static Order read(HttpServletRequest request, UUID id, String merchant) throws IOException {
        Order order = OrderJson.read(bytes(request), id, merchant);
        requireTotal(order);
        return order;
    }

    /** The length that a request claims isn't relied on: a chunked one claims none. */
    private static byte[] bytes(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST) {
            throw tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw tooLarge();
        }
        return body;
    }

    private static ProblemException tooLarge() {
        return new ProblemException(Problem.PAYLOAD_TOO_LARGE,
                "The body is larger than %d bytes.".formatted(LARGEST));
    }

    /** Quantities and prices are the validator's to judge; but without a total there is no order to keep. */
    private static void requireTotal(Order order) {
        try {
            order.total();
        } catch (ArithmeticException _) {
            throw ProblemException.invalidOrder(
                    List.of(new Violation("/lines", "must not add up to more than fits into 64 bits")));
        }
    }
}
