package io.waybill.checker;

import java.net.URI;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where to look. Only the tables are always there.
 *
 * @param tables the fleet's database, by a role that sees all schemas (the read-only role {@code checker})
 * @param provider the simulators, which keep a ledger of their own; null with real providers, which have none
 * @param redis one node that serves all slots; null when nobody asks what is pending there
 * @param requests what a client sent and was answered; empty when nobody kept a log
 */
public record Sources(DataSource tables, @Nullable URI provider, @Nullable URI redis, List<Request> requests) {

    public Sources {
        requests = List.copyOf(requests);
    }

    public static Sources of(DataSource tables) {
        return new Sources(tables, null, null, List.of());
    }

    public Sources withProvider(URI simulators) {
        return new Sources(tables, simulators, redis, requests);
    }

    public Sources withRedis(URI node) {
        return new Sources(tables, provider, node, requests);
    }

    public Sources withRequests(List<Request> log) {
        return new Sources(tables, provider, redis, log);
    }
}
