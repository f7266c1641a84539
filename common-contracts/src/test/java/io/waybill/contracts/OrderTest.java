package io.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static Order of(Line... lines) {
        return new Order(new UUID(0, 1), "demo", "PO-1", "GBP", new Customer("guest", null, "a@example.com"),
                new Address(null, null, null, null, "GB"), List.of(lines), "pm_card_visa");
    }

    @Test
    void linesOfEqualSkuAndPriceMerge() {
        assertThat(of(new Line("B", null, 1, 100), new Line("A", null, 2, 100), new Line("B", null, 3, 100))
                .mergedLines()).containsExactly(new Line("B", null, 4, 100), new Line("A", null, 2, 100));
    }

    @Test
    void oneSkuAtTwoPricesStaysTwoLinesButIsReservedAsOneSum() {
        Order order = of(new Line("B", null, 1, 100), new Line("A", null, 2, 50), new Line("B", null, 3, 90));

        assertThat(order.mergedLines()).hasSize(3);
        assertThat(order.quantities()).containsExactlyEntriesOf(new java.util.TreeMap<>(Map.of("A", 2L, "B", 4L)));
        assertThat(order.total()).isEqualTo(100 + 100 + 270);
    }

    @Test
    void aTotalThatDoesNotFitIsAnErrorAndNoNumber() {
        Order order = of(new Line("A", null, Long.MAX_VALUE, 2));

        assertThatThrownBy(order::total).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theReasonAloneSaysHowAnOrderEnds() {
        assertThat(Reason.of("out_of_stock").end()).isEqualTo(OrderStatus.REJECTED);
        assertThat(Reason.of("cancelled_by_merchant").end()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(Reason.of("deadline").end()).isEqualTo(OrderStatus.FAILED);
        assertThatThrownBy(() -> Reason.of("weather")).hasMessageContaining("weather");
    }
}
