package io.waybill.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Outcome;
import org.junit.jupiter.api.Test;

class UndoTest extends OnStripe {

    @Test
    void anUndoneHoldIsGivenBackAndUndoingTwiceIsHarmless() throws Exception {
        deliver(instance.authorize);
        abort(Reason.OUT_OF_STOCK);

        deliver(instance.undo);
        deliver(instance.undo);

        assertThat(holds()).containsExactly("canceled");
        assertThat(charges()).isEmpty();
    }

    @Test
    void anUndoLeavesATombstoneSoThatALateHoldIsRefused() throws Exception {
        abort(Reason.OUT_OF_STOCK);
        deliver(instance.undo);

        assertThat(deliver(instance.authorize)).isInstanceOf(Outcome.Refused.class);
        assertThat(deliver(instance.authorize)).isInstanceOf(Outcome.Refused.class);

        assertThat(holds()).doesNotContain("requires_capture");
    }

    @Test
    void anUndoThatOvertakesTheConfirmationIsNotOvertakenByIt() throws Exception {
        provider.fault("confirm", "status", 1);
        assertThatThrownBy(() -> deliver(instance.authorize)).isInstanceOf(StripeException.class);
        abort(Reason.OUT_OF_STOCK);
        deliver(instance.undo);

        assertThat(deliver(instance.authorize)).isInstanceOf(Outcome.Refused.class);

        assertThat(holds()).doesNotContain("requires_capture");
    }

    @Test
    void whileCommitStandsAnUndoGivesNothingBack() throws Exception {
        deliver(instance.authorize);
        deliver(instance.capture);

        assertThat(deliver(instance.undo)).isEqualTo(Outcome.done());

        assertThat(charges()).containsExactly("succeeded");
        assertThat(refunds()).isEmpty();
    }
}
