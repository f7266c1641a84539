package io.waybill.simulators;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * Books a refund on the intent's charge, https://docs.stripe.com/api/refunds/create: any part of it, as often as
 * something is left.
 *
 * @param book receives the refund while the charge is locked, so that nobody sees the one without the other
 */
record GiveBack(String refundId, Refund.Request request, Instant at, Consumer<Refund> book)
        implements
            PaymentIntent.Transition {

    @Override
    public PaymentIntent.Step from(PaymentIntent intent, IntentState now) {
        var charge = now.charge();
        if (charge == null || charge.status() != Charge.Status.CAPTURED) {
            throw StripeErrors.nothingToRefund(intent.id());
        }
        if (charge.refundable() == 0) {
            throw StripeErrors.alreadyRefunded(charge.id());
        }
        long given = request.amount() == null ? charge.refundable() : request.amount();
        if (given > charge.refundable()) {
            throw StripeErrors.refundTooLarge(given, charge.refundable(), intent.terms().currency());
        }
        book.accept(new Refund(refundId, intent, new Refund.Source(charge.id(), given), request, at));
        return PaymentIntent.Step.to(now.with(now.status(), charge.refunded(given)));
    }
}
