package io.waybill.gateway;

import io.waybill.contracts.CardData;
import io.waybill.contracts.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an operator, or a merchant, does something, as the body of the request says it. It's kept, shown and sent to Redis, so it's
 * looked at for card numbers as an order is.
 */
record OperatorReason(@Nullable String reason) {

    private static final int LONGEST = 200;

    /**
     * Nothing when there is no body, or no reason in it.
     *
     * @throws ProblemException when the body is anything else
     */
    static Optional<String> read(HttpServletRequest request) throws IOException {
        return SmallBody.read(request, OperatorReason.class).flatMap(OperatorReason::stated);
    }

    static ProblemException missing() {
        return SmallBody.refused("/reason", "is required: a text of 1 to " + LONGEST + " characters");
    }

    /** @throws ProblemException when it can't be kept, or says nothing */
    Optional<String> stated() {
        if (reason == null) {
            return Optional.empty();
        }
        String text = reason.strip();
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw SmallBody.refused("/reason", "must be a text of 1 to " + LONGEST + " characters");
        }
        if (CardData.isIn(text)) {
            throw ProblemException.cardData(List.of(new Violation("/reason", "holds a card number; leave it out")));
        }
        return Optional.of(text);
    }
}
