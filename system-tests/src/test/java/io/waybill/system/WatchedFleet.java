package io.waybill.system;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.waybill.fleet.Service;
import io.waybill.fraud.FraudAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fleet with a Prometheus beside it and customers before it.
 *
 * @param second another fraud-agent, as a process of its own
 */
record WatchedFleet(Fleet fleet, Process second, Prometheus prometheus, Customers customers, RedisClient redisClient)
        implements
            AutoCloseable {

    static final String SECOND = "fraud-agent-2";

    /** Breakers try again after two seconds, and the invariants are looked at as often. */
    static WatchedFleet up(Path home) throws IOException {
        Fleet fleet = Fleet.up(home.resolve("fleet"), Map.of("WAYBILL_CHECKER_EVERY", "2s", "WAYBILL_PIPELINE",
                Path.of("src/test/resources/quick-breakers.yaml").toAbsolutePath().toString()));
        fleet.inventory().put("/stock/GADGET", "{\"onHand\": 1000000}");
        int port = Ports.one();
        Process second = fleet.another(FraudAgent.class.getName(), "FRAUD", SECOND, port);
        var targets = new TreeMap<>(Map.of(port, Service.FRAUD.label()));
        for (Service service : Service.values()) {
            targets.put(fleet.port(service.name()), service.label());
        }
        return new WatchedFleet(fleet, second,
                Prometheus.start(Files.createDirectories(home.resolve("prometheus")), targets),
                new Customers(fleet.gateway()), RedisClient.create("redis://127.0.0.1:" + fleet.port("REDIS")));
    }

    /** The id of an order that has been placed and has ended. */
    String endedOrder() {
        var orders = new Orders(fleet.gateway());
        String id = orders.place(NewOrder.GOOD.of("GADGET"));
        orders.await(id, order -> order.hasNonNull("endedAt"));
        return id;
    }

    /** A connection of its own, which ends with the fleet. */
    RedisCommands<String, String> redis() {
        return redisClient.connect().sync();
    }

    @Override
    public void close() {
        customers.close();
        redisClient.shutdown();
        prometheus.close();
        fleet.close();
    }
}
