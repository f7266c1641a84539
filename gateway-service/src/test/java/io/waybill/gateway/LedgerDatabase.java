package io.waybill.gateway;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Order;
import io.waybill.contracts.OrderJson;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import io.waybill.runtime.Traces;
import io.waybill.servers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated ledger of one's own on a real PostgreSQL. */
final class LedgerDatabase {

    static final Pipeline PIPELINE = PipelineFile.standard();

    final String url = TestServers.postgres().newDatabase();
    final DataSource source = connectedAs("ledger");
    final JdbcClient ledger = JdbcClient.create(source);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    final Pipelines pipelines;
    final OrderRows orders = new OrderRows(ledger);
    final OrderLists lists = new OrderLists(ledger);
    final OrderQueries queries = new OrderQueries(ledger);

    LedgerDatabase() {
        Flyway.configure().dataSource(source).defaultSchema("ledger").createSchemas(false)
                .locations("classpath:db/ledger").load().migrate();
        pipelines = new Pipelines(ledger, PIPELINE);
    }

    LedgerBatches batches() {
        return batches(new SimpleMeterRegistry());
    }

    LedgerBatches batches(MeterRegistry meters) {
        return new LedgerBatches(new EventRows(ledger), new OrderEnds(ledger), transaction, new OrderMeters(meters),
                new OrderTraces(Traces.off(), InstantSource.system()));
    }

    DataSource connectedAs(String role) {
        var other = new HikariDataSource();
        other.setJdbcUrl(url);
        other.setUsername(role);
        other.setPassword("waybill");
        other.setMinimumIdle(0);
        return other;
    }

    /** An order that merchant demo has in this ledger. */
    UUID accepted() {
        UUID id = new GatewayConfiguration().orderIds().get();
        orders.insert(List.of(newOrder(id)));
        return id;
    }

    NewOrder newOrder(UUID id) {
        return newOrder(id, "PO-1042");
    }

    NewOrder newOrder(UUID id, String reference) {
        Order order = OrderJson.read(Samples.order(reference).getBytes(StandardCharsets.UTF_8), id, DemoKey.MERCHANT);
        return NewOrder.of(order, PIPELINE, 1, TraceParent.continued(null, RandomGenerator.getDefault()));
    }
}
