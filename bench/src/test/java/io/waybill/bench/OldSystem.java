package io.waybill.bench;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.waybill.servers.TestServers;
import io.waybill.simulators.Simulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The old chain without its pauses, on a real PostgreSQL and the real simulators. */
final class OldSystem implements AutoCloseable {

    static final long ON_HAND = 100;

    private static final int WORKERS = 4;

    private final ConfigurableApplicationContext simulators = Simulators.start("--server.port=0");
    private final URI providers = URI.create("http://127.0.0.1:"
            + Objects.requireNonNull(simulators.getEnvironment().getProperty("local.server.port")));
    private final HttpClient http = HttpClient.newHttpClient();
    private final DataSource superuser;
    private final HikariDataSource database;

    OldSystem(Collection<String> skus) {
        String url = TestServers.postgres().newDatabase();
        superuser = TestServers.postgres().superuser(url);
        BaselineTables.create(superuser, skus, ON_HAND);
        database = Baseline.database(url, WORKERS);
    }

    BaselineChain chain() {
        return new BaselineChain(BaselinePauses.NONE, new JdbcTransactionManager(database),
                new BaselineTables(JdbcClient.create(database)), new BaselineProviders(providers, WORKERS));
    }

    URI providers() {
        return providers;
    }

    /** @param fault with single quotes */
    void fault(String fault) {
        send("POST", "/control/faults", fault.replace('\'', '"'));
    }

    /** Whoever hangs isn't answered any more. */
    void noFaults() {
        send("DELETE", "/control/faults", "");
    }

    void awaitInFlight(String operation) {
        await().until(() -> count(operation, "inFlight") == 1);
    }

    long requests(String operation) {
        return count(operation, "requests");
    }

    private long count(String operation, String what) {
        return send("GET", "/control/load", "").path("operations").valueStream()
                .filter(each -> each.path("operation").asString().equals(operation))
                .mapToLong(each -> each.path(what).asLong()).sum();
    }

    void awaitSomebodyAtALock() {
        await().until(() -> query("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 1);
    }

    long reserved(String sku) {
        return query("select reserved from baseline.stock where sku = '" + sku + "'");
    }

    List<UUID> orders() {
        return JdbcClient.create(superuser).sql("select id from baseline.orders").query(UUID.class).list();
    }

    private long query(String sql) {
        return JdbcClient.create(superuser).sql(sql).query(Long.class).single();
    }

    private JsonNode send(String method, String path, String body) {
        try {
            var answer = http.send(HttpRequest.newBuilder(providers.resolve(path))
                    .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            return answer.body().isEmpty()
                    ? JsonMapper.shared().nullNode()
                    : JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        simulators.close();
        http.close();
    }
}
