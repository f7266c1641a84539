package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import org.junit.jupiter.api.Test;

class StripeRefundsTest {

    private final Lab lab = Lab.fresh();
    private final StripeClient stripe = lab.stripe();

    @Test
    @Follows("https://docs.stripe.com/api/refunds/create")
    void aRefundWithoutAnAmountGivesEverythingBack() throws StripeException {
        var refund = stripe.v1().refunds().create(of(paid()).build());

        assertThat(refund.getAmount()).isEqualTo(2550);
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(refund.getCurrency()).isEqualTo("usd");
        assertThat(stripe.v1().refunds().retrieve(refund.getId()).getCharge()).isEqualTo(refund.getCharge());
        assertThat(lab.ledger("charges").path(0).path("state").asString()).isEqualTo("refunded");
    }

    @Test
    @Follows("https://docs.stripe.com/api/refunds/create")
    void partsCanBeRefundedUntilNothingIsLeft() throws StripeException {
        var intent = paid();
        stripe.v1().refunds().create(of(intent).setAmount(1000L).build());
        assertThat(lab.ledger("charges").path(0).path("state").asString()).isEqualTo("partially_refunded");

        var tooMuch = catchThrowableOfType(InvalidRequestException.class,
                () -> stripe.v1().refunds().create(of(intent).setAmount(1551L).build()));
        assertThat(tooMuch.getMessage()).contains("($15.51) is greater than unrefunded amount on charge ($15.50)");

        assertThat(stripe.v1().refunds().create(of(intent).build()).getAmount()).isEqualTo(1550);
        assertThat(lab.ledger("refunds")).hasSize(2);
    }

    @Test
    @Follows("https://docs.stripe.com/error-codes#charge-already-refunded")
    void whatIsGivenBackCannotBeGivenBackAgain() throws StripeException {
        var intent = paid();
        stripe.v1().refunds().create(of(intent).build());

        var refused = catchThrowableOfType(InvalidRequestException.class,
                () -> stripe.v1().refunds().create(of(intent).build()));

        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getCode()).isEqualTo("charge_already_refunded");
    }

    @Test
    @Follows("https://docs.stripe.com/refunds#cancel-payment")
    void aHoldIsCancelledAndNotRefunded() throws StripeException {
        var held = stripe.v1().paymentIntents().create(Lab.held("o-1").build()).getId();

        var refused = catchThrowableOfType(InvalidRequestException.class,
                () -> stripe.v1().refunds().create(of(held).build()));

        assertThat(refused.getMessage()).contains("does not have a successful charge to refund");
        assertThat(lab.ledger("refunds")).isEmpty();
    }

    @Test
    @Follows("https://docs.stripe.com/error-codes#resource-missing")
    void anUnknownPaymentCannotBeRefunded() {
        var refused = catchThrowableOfType(InvalidRequestException.class,
                () -> stripe.v1().refunds().create(of("pi_none").build()));

        assertThat(refused.getStatusCode()).isEqualTo(404);
        assertThat(refused.getCode()).isEqualTo("resource_missing");
    }

    @Test
    @Follows("https://docs.stripe.com/api/refunds/list")
    void refundsAreListedByTheirPaymentNewestFirst() throws StripeException {
        var intent = paid();
        stripe.v1().refunds().create(of(paid()).build());
        var first = stripe.v1().refunds().create(of(intent).setAmount(100L).build());
        var second = stripe.v1().refunds().create(of(intent).setAmount(200L).build());

        var listed = stripe.v1().refunds().list(RefundListParams.builder().setPaymentIntent(intent).build());

        assertThat(listed.getData()).extracting(Refund::getId).containsExactly(second.getId(), first.getId());
    }

    @Test
    @Follows("https://docs.stripe.com/metadata")
    void aRefundBelongsToTheOrderOfItsPaymentUnlessItSaysOtherwise() throws StripeException {
        var intent = paid();
        stripe.v1().refunds().create(of(intent).setAmount(100L).build());
        stripe.v1().refunds().create(of(intent).setAmount(100L).putMetadata("order_id", "o-9").build());

        assertThat(lab.ledger("refunds")).extracting(refund -> refund.path("orderId").asString())
                .containsExactly("o-1", "o-9");
    }

    private String paid() throws StripeException {
        var id = stripe.v1().paymentIntents().create(Lab.held("o-1").build()).getId();
        return stripe.v1().paymentIntents().capture(id).getId();
    }

    private static RefundCreateParams.Builder of(String intent) {
        return RefundCreateParams.builder().setPaymentIntent(intent)
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER);
    }
}
