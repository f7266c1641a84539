package io.waybill.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class InventoryAgentTest {

    private static final InventoryDatabase DATABASE = new InventoryDatabase();
    private static final JdbcClient JDBC = DATABASE.as("inventory");

    private final Stock stock = new Stock(JDBC);
    private final InventoryAgent agent = new InventoryAgent(new Reservations(JDBC));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void anOrderThatGetsAllItsGoodsIsDoneHoweverOftenItComes() {
        stock.set("A", 10);
        Delivery delivery = delivery(UUID.randomUUID(), new Line("A", null, 2, 255));

        assertThat(agent.handle(delivery)).isEqualTo(Outcome.done());
        assertThat(agent.handle(delivery)).isEqualTo(Outcome.done());
        assertThat(stock.level("A")).contains(new StockLevel("A", 10, 2));
    }

    @Test
    void oneSkuAtTwoPricesIsReservedAsOneSum() {
        stock.set("B", 10);

        assertThat(agent.handle(delivery(UUID.randomUUID(), new Line("B", null, 2, 255), new Line("B", null, 3, 199))))
                .isEqualTo(Outcome.done());
        assertThat(stock.level("B")).contains(new StockLevel("B", 10, 5));
    }

    @Test
    void whatFallsShortIsNamed() {
        stock.set("C", 10);
        stock.set("D", 1);

        assertThat(agent.handle(delivery(UUID.randomUUID(), new Line("C", null, 1, 255), new Line("D", null, 2, 255))))
                .isEqualTo(Outcome.refused(Reason.OUT_OF_STOCK, "D"));
    }

    @Test
    void anOrderThatWasUndoneGetsNothing() {
        stock.set("E", 10);
        UUID order = UUID.randomUUID();
        DATABASE.release(order);

        assertThat(agent.handle(delivery(order, new Line("E", null, 1, 255))))
                .isEqualTo(Outcome.refused(Reason.OUT_OF_STOCK, "reservation_released"));
    }

    private static Delivery delivery(UUID id, Line... lines) {
        var order = new Order(id, "demo", "PO-1042", "GBP", new Customer("C-17", null, "ada@example.com"),
                new Address(null, null, null, null, "GB"), List.of(lines), "pm_card_visa");
        return new Delivery(order, 1, "inventory_agent", Instant.EPOCH, "00-0-0-01", null, Map.of());
    }
}
