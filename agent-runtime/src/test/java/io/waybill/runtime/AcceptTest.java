package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Reason;
import org.junit.jupiter.api.Test;

class AcceptTest extends OnRedis {

    private final OrderInRedis order = new OrderInRedis(redis, STANDARD);

    @Test
    void anOrderThatIsThereStaysAsItIs() {
        order.accepted().done("validator");

        assertThat(order.accept(1, Life.Start.FIRST)).isFalse();

        assertThat(order.sentTo()).hasSize(3).doesNotContain("validator");
    }

    @Test
    void aLaterLifeReplacesAnEarlierOneButNotTheOtherWayRound() {
        order.accepted().done("validator");

        assertThat(order.accept(2, Life.Start.FIRST)).isTrue();
        assertThat(order.accept(1, Life.Start.FIRST)).isFalse();

        assertThat(order.field("life")).isEqualTo("2");
        assertThat(order.field("did:validator")).isNull();
    }

    @Test
    void aLifeThatBeginsWithRollbackAsksForTheDecisionFirst() {
        assertThat(order.accept(2, Life.Start.ROLLBACK)).isTrue();
        assertThat(order.sentTo()).containsExactly("rollback");

        order.decided(Decision.ABORT, Reason.DEADLINE);
        order.allDone("inventory_rollback", "payment_rollback");

        assertThat(order.events()).contains("4 ended deadline", "5 settled");
    }

    @Test
    void aLifeThatBeginsBehindTheEndRunsTheTrailingStepsAlone() {
        assertThat(order.accept(2, Life.Start.TRAILING)).isTrue();
        assertThat(order.sentTo()).containsExactly("notifier");

        order.done("notifier");

        assertThat(order.events()).containsExactly("1 step notifier done", "2 settled");
        assertThat(order.millisToLive()).isPositive();
    }
}
