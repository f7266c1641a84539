package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.PipelineFile;
import io.waybill.servers.Ports;
import io.waybill.servers.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What durable means: PostgreSQL as the fleet starts it, killed in the middle of the work. */
class KilledLedgerTest {

    private static final int ORDERS = 100;

    @TempDir
    private Path folder;

    @Test
    void whatWasAcceptedOutlastsACrashOfPostgresql() {
        try (PostgresServer server = PostgresServer.durable(folder, Ports.random())) {
            List<UUID> accepted = new ArrayList<>();
            Flyway.configure().dataSource(server.jdbcUrl(), "ledger", "waybill").defaultSchema("ledger")
                    .createSchemas(false).locations("classpath:db/ledger").load().migrate();
            try (var connection = new SingleConnectionDataSource(server.jdbcUrl(), "ledger", "waybill", true)) {
                JdbcClient ledger = JdbcClient.create(connection);
                var pipelines = new Pipelines(ledger, PipelineFile.standard());
                var rows = new OrderRows(ledger);
                for (int i = 0; i < ORDERS; i++) {
                    Order order = order();
                    rows.insert(List.of(NewOrder.of(order, pipelines.current(), 1,
                            TraceParent.continued(null, RandomGenerator.getDefault()))));
                    accepted.add(order.id());
                }
                server.kill();
            }
            server.restart();

            assertThat(
                    JdbcClient.create(server.superuser()).sql("select id from ledger.orders").query(UUID.class).list())
                    .containsAll(accepted);
        }
    }

    private static Order order() {
        return new Order(UUID.randomUUID(), "demo", "PO-1", "USD", new Customer("C-1", null, "ada@example.com"),
                new Address(null, null, null, null, "GB"), List.of(new Line("SKU-1", null, 1, 1275)), "pm_card_visa");
    }
}
