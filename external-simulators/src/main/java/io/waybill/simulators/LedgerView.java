package io.waybill.simulators;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as {@code GET /control/ledger} shows it: every list oldest first, amounts in minor units, currencies in
 * capitals, times with milliseconds.
 *
 * @param begun since when it is kept: the simulators' start, or its last clearing
 * @param forgotten how many entries were dropped for want of memory; unless 0, the ledger proves nothing
 */
record LedgerView(
        @JsonFormat(pattern = LedgerView.MILLIS, timezone = "UTC") Instant begun,
        Iterable<Charged> charges,
        Iterable<Authorization> authorizations,
        Iterable<Refunded> refunds,
        Iterable<Mailed> mails,
        Iterable<Posted> slack,
        long forgotten) {

    private static final String MILLIS = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";

    /** Something that a provider did, and when. */
    interface Entry {
        Instant at();
    }

    /** Money taken. States: succeeded, partially_refunded, refunded. */
    record Charged(String id, @Nullable String orderId, String paymentIntent, long amount, long refunded,
            String currency, String state,
            @JsonFormat(pattern = MILLIS, timezone = "UTC") Instant at) implements Entry {

        static Stream<Charged> of(PaymentIntent intent) {
            var charge = intent.state().charge();
            if (charge == null || charge.status() != Charge.Status.CAPTURED) {
                return Stream.empty();
            }
            var state = charge.refunded() == 0
                    ? "succeeded"
                    : charge.refundable() == 0 ? "refunded" : "partially_refunded";
            return Stream.of(new Charged(charge.id(), intent.orderId(), intent.id(), charge.captured(),
                    charge.refunded(), StripeJson.upper(intent.terms().currency()), state, charge.at()));
        }
    }

    /** Money held by a manual capture. States: requires_capture, captured, canceled. */
    record Authorization(String id, @Nullable String orderId, String paymentIntent, long amount, String currency,
            String state, @JsonFormat(pattern = MILLIS, timezone = "UTC") Instant at) implements Entry {

        static Stream<Authorization> of(PaymentIntent intent) {
            var charge = intent.state().charge();
            if (charge == null || intent.terms().capture() != CaptureMethod.MANUAL) {
                return Stream.empty();
            }
            return switch (charge.status()) {
                case HELD -> Stream.of(of(intent, charge, "requires_capture"));
                case CAPTURED -> Stream.of(of(intent, charge, "captured"));
                case RELEASED -> Stream.of(of(intent, charge, "canceled"));
                case FAILED -> Stream.empty();
            };
        }

        private static Authorization of(PaymentIntent intent, Charge charge, String state) {
            return new Authorization(charge.id(), intent.orderId(), intent.id(), intent.terms().amount(),
                    StripeJson.upper(intent.terms().currency()), state, charge.at());
        }
    }

    /** Money given back. State: succeeded. */
    record Refunded(String id, @Nullable String orderId, String paymentIntent, String charge, long amount,
            String currency, String state,
            @JsonFormat(pattern = MILLIS, timezone = "UTC") Instant at) implements Entry {

        static Stream<Refunded> of(Refund refund) {
            var intent = refund.intent();
            return Stream.of(new Refunded(refund.id(), refund.orderId(), intent.id(), refund.source().chargeId(),
                    refund.amount(), StripeJson.upper(intent.terms().currency()), "succeeded", refund.created()));
        }
    }

    /** A mail. State: accepted. */
    record Mailed(String id, @Nullable String orderId, List<String> to, String subject, String state,
            @JsonFormat(pattern = MILLIS, timezone = "UTC") Instant at) implements Entry {

        static Stream<Mailed> of(Mail mail) {
            return Stream.of(new Mailed(mail.id(), mail.orderId(), mail.to(), mail.subject(), "accepted", mail.at()));
        }
    }

    /** A Slack message. State: posted. */
    record Posted(String id, @Nullable String orderId, String channel, String text, String state,
            @JsonFormat(pattern = MILLIS, timezone = "UTC") Instant at) implements Entry {

        static Stream<Posted> of(SlackMessage message) {
            return Stream.of(new Posted(message.id(), message.orderId(), message.channel(), message.text(), "posted",
                    message.at()));
        }
    }
}
