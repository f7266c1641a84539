package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BaselineChainTest {

    private static final List<String> SKUS = List.of("A-1", "B-1", "C-1", "D-1", "E-1", "F-1");
    private static final OldSystem OLD = new OldSystem(SKUS);

    private final BaselineChain chain = OLD.chain();

    @AfterEach
    void mend() {
        OLD.noFaults();
    }

    @AfterAll
    static void stop() {
        OLD.close();
    }

    @Test
    void anOrderIsReservedChargedShippedAndTold() throws Exception {
        Order order = order("A-1", "pm_card_visa");

        chain.handle(order);

        assertThat(OLD.reserved("A-1")).isEqualTo(2);
        assertThat(OLD.orders()).contains(order.id());
        assertThat(List.of(OLD.requests("score"), OLD.requests("confirm"), OLD.requests("send"),
                OLD.requests("postMessage"))).doesNotContain(0L);
    }

    @Test
    void whoWantsTheSameGoodsWaitsForTheWholeRequestAndNobodyElseDoes() throws Exception {
        OLD.fault("{'provider': 'slack', 'operation': 'postMessage', 'kind': 'hang', 'count': 1}");
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first = workers.submit(completes(order("B-1", "pm_card_visa")));
            OLD.awaitInFlight("postMessage"); // all but done
            Future<Boolean> second = workers.submit(completes(order("B-1", "pm_card_visa")));
            OLD.awaitSomebodyAtALock();

            assertThat(completes(order("C-1", "pm_card_visa")).call()).isTrue();
            assertThat(second.isDone()).isFalse();

            OLD.noFaults();
            assertThat(second.get()).isTrue();
            assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class);
        }
        assertThat(OLD.reserved("B-1")).isEqualTo(2); // the second's
    }

    @Test
    void aDeclinedChargeGivesTheGoodsBack() {
        Order order = order("D-1", "pm_card_chargeDeclined");

        assertThatThrownBy(() -> chain.handle(order)).isInstanceOfSatisfying(BaselineRefusal.class,
                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PAYMENT_DECLINED));

        assertThat(OLD.requests("confirm")).isPositive();
        assertThat(OLD.reserved("D-1")).isZero();
        assertThat(OLD.orders()).doesNotContain(order.id());
    }

    @Test
    void whatIsNotThereIsNotReserved() {
        Order order = new Order(UUID.randomUUID(), "m", "PO-1", "USD", new Customer("C-1", null, "a@example.com"),
                new Address(null, null, null, null, "GB"), List.of(new Line("E-1", null, OldSystem.ON_HAND + 1, 10)),
                "pm_card_visa");

        assertThatThrownBy(() -> chain.handle(order)).isInstanceOfSatisfying(BaselineRefusal.class,
                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OUT_OF_STOCK));
        assertThat(OLD.reserved("E-1")).isZero();
    }

    @Test
    void nothingIsTriedAgain() {
        long before = OLD.requests("send");
        OLD.fault("{'provider': 'sendgrid', 'operation': 'send', 'kind': 'status', 'status': 503, 'count': 1}");

        assertThatThrownBy(() -> chain.handle(order("F-1", "pm_card_visa"))).isInstanceOf(IOException.class);

        assertThat(OLD.requests("send")).isEqualTo(before + 1);
        assertThat(OLD.reserved("F-1")).isZero();
    }

    private Callable<Boolean> completes(Order order) {
        return () -> {
            chain.handle(order);
            return true;
        };
    }

    private static Order order(String sku, String paymentMethod) {
        return new Order(UUID.randomUUID(), "m", "PO-1", "USD", new Customer("C-1", null, "ada@example.com"),
                new Address(null, null, null, null, "GB"), List.of(new Line(sku, null, 2, 1275)), paymentMethod);
    }
}
