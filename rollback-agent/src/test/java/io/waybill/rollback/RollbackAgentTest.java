package io.waybill.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Delivery.Why;
import io.waybill.runtime.Outcome;
import io.waybill.servers.TestServers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Both agents, with the ledger's and the inventory's real functions and this service's own grants. */
class RollbackAgentTest {

    private static String url;
    private static JdbcClient inventory;
    private static Agent rollback;
    private static Agent release;

    private final Order order = new Order(UUID.randomUUID(), "demo", "PO-1", "USD",
            new Customer("C-1", null, "a@example.com"), new Address(null, null, null, null, "GB"),
            List.of(new Line("A", null, 2, 100)), "pm_card_visa");

    @BeforeAll
    static void start() {
        url = TestServers.postgres().newDatabase();
        for (String schema : List.of("ledger", "inventory")) {
            Flyway.configure().dataSource(url, schema, "waybill").schemas(schema).locations("classpath:db/" + schema)
                    .load().migrate();
        }
        inventory = as("inventory");
        JdbcClient database = as("rollback");
        var decisions = new Decisions(database);
        rollback = new RollbackAgent().rollback(decisions);
        release = new InventoryRollback(database, decisions);
    }

    private static JdbcClient as(String role) {
        return JdbcClient.create(new DriverManagerDataSource(url, role, "waybill"));
    }

    @BeforeEach
    void stock() {
        inventory.sql("truncate inventory.stock, inventory.reservation").update();
        inventory.sql("insert into inventory.stock (sku, on_hand) values ('A', 10)").update();
    }

    private Outcome deliver(Agent agent, @Nullable Why why) throws Exception {
        return agent.handle(new Delivery(order, 1, agent.name(), Instant.MAX, "", why, Map.of()));
    }

    private String reserve() {
        return inventory.sql("select status from inventory.reserve(:order, '{A}', '{2}')").param("order", order.id())
                .query(String.class).single();
    }

    private long reserved() {
        return inventory.sql("select reserved from inventory.stock where sku = 'A'").query(Long.class).single();
    }

    private void commit() {
        as("payment").sql("select verdict from ledger.decide(:order, 'commit', null, null)").param("order", order.id())
                .query(String.class).single();
    }

    @Test
    void theFirstReasonStandsForWhoeverAsksLater() throws Exception {
        var first = new Outcome.Decided(Decision.ABORT, "fraud", "score_95");

        assertThat(deliver(rollback, new Why("fraud", "score_95"))).isEqualTo(first);
        assertThat(deliver(rollback, new Why("out_of_stock", "A"))).isEqualTo(first);
        assertThat(deliver(rollback, null)).isEqualTo(first);
    }

    @Test
    void anOrderThatIsCommittedIsNotUndone() throws Exception {
        reserve();
        commit();

        assertThat(deliver(rollback, new Why("fraud", null)))
                .isEqualTo(new Outcome.Decided(Decision.COMMIT, null, null));
        assertThat(deliver(release, null)).isEqualTo(Outcome.done());

        assertThat(reserved()).isEqualTo(2);
    }

    @Test
    void aReservationIsReleasedOnceHoweverOftenItIsUndone() throws Exception {
        reserve();
        deliver(rollback, new Why("fraud", null));

        deliver(release, null);
        deliver(release, null);

        assertThat(reserved()).isZero();
    }

    @Test
    void aReservationThatComesAfterItsUndoIsRefused() throws Exception {
        deliver(rollback, new Why("fraud", null));
        deliver(release, null);

        assertThat(reserve()).isEqualTo("released");
        assertThat(reserved()).isZero();
    }
}
