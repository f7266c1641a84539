package io.waybill.gateway;

import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Unsettled;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Cancels orders for their merchants. The decision comes first, in one commit: once it says abort, no money stays and no mail is
 * sent, whatever becomes of this gateway or of Redis. The undos are sent at once where Redis answers, else by the relay.
 */
@Component
class Cancel {

    private final UnsettledOrders orders;
    private final OrderQueries queries;
    private final Notes notes;
    private final TransactionTemplate transaction;
    private final Sender sender;

    Cancel(UnsettledOrders orders, OrderQueries queries, Notes notes, TransactionTemplate transaction,
            Sender sender) {
        this.orders = orders;
        this.queries = queries;
        this.notes = notes;
        this.transaction = transaction;
        this.sender = sender;
    }

    /**
     * May be called twice. Also says yes to an order that is being undone for another reason.
     *
     * @return where the order stands on its way back
     * @throws ProblemException when there is no such order, or it isn't undone any more
     * @throws OutcomeUnknownException when it isn't known whether it's cancelled
     */
    OrderStatus cancel(UUID id, Caller by, @Nullable String why) throws InterruptedException {
        Optional<Unsettled> aborted = ask(id, by, why).filter(Cancel::isAborted);
        if (aborted.isPresent()) {
            sender.undo(aborted.get());
        }
        LedgerOrder order = queries.find(by.merchant(), id).orElseThrow(ProblemException::notFound);
        boolean isOnItsWayBack = aborted.isPresent() && !order.status().ended();
        if (isOnItsWayBack || order.status() == OrderStatus.CANCELLED) {
            return order.status();
        }
        throw ProblemException.tooLateToCancel(order.status());
    }

    private Optional<Unsettled> ask(UUID id, Caller by, @Nullable String why) {
        return UntilKnown.write(() -> transaction.execute(_ -> {
            Optional<Unsettled> asked = orders.cancel(id, by.merchant(), why);
            asked.filter(Cancel::isCancelled).ifPresent(_ -> notes.addOnce(id, by.asMerchant(), Deed.CANCEL, why));
            return asked;
        }));
    }

    private static boolean isAborted(Unsettled order) {
        Standing decision = order.decision();
        return decision != null && decision.verdict() == Decision.ABORT;
    }

    private static boolean isCancelled(Unsettled order) {
        Standing decision = order.decision();
        return decision != null && Reason.CANCELLED_BY_MERCHANT.code().equals(decision.reason());
    }
}
