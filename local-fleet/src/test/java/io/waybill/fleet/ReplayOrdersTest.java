package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Line;
import io.waybill.contracts.OrderJson;
import io.waybill.fleet.Invoice.Row;
import io.waybill.fleet.Invoice.Sale;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayOrdersTest {

    private static final Sale SALE = new Sale("536365",
            List.of(row("10001", "Cup", 6, "2.55", "17"), row("10002", "", 1, "0.5", "17"),
                    row("10001", "Cup", 2, "2.10", "17")),
            List.of());

    @Test
    void areInPenceAndNamedAfterTheInvoice() {
        NewOrder order = ReplayOrders.order(SALE);
        assertThat(order.reference()).isEqualTo("536365");
        assertThat(order.currency()).isEqualTo("GBP");
        assertThat(order.customer().id()).isEqualTo("17");
        assertThat(order.shipTo().country()).isEqualTo("IE");
        assertThat(order.lines()).extracting(Line::unitPrice).containsExactly(255L, 50L, 210L);
    }

    @Test
    void withoutACustomerAreAGuests() {
        NewOrder order = ReplayOrders.order(new Sale("1", List.of(row("10001", "Cup", 1, "1", "")), List.of()));
        assertThat(order.customer().id()).isEqualTo("guest");
        assertThat(order.customer().email()).isEqualTo("customer-guest@example.com");
    }

    @Test
    void areWhatTheGatewayReads() {
        byte[] json = ReplayOrders.order(SALE).json().getBytes(StandardCharsets.UTF_8);
        assertThat(OrderJson.read(json, UUID.randomUUID(), "demo").total()).isEqualTo(6 * 255 + 50 + 2 * 210);
    }

    @Test
    void needTheirQuantitiesOfEachProductTogether() {
        assertThat(ReplayOrders.quantities(List.of(SALE, SALE))).isEqualTo(Map.of("10001", 16L, "10002", 2L));
    }

    private static Row row(String sku, String description, long quantity, String price, String customer) {
        return new Row(sku, description, quantity, new BigDecimal(price), customer, "EIRE");
    }
}
