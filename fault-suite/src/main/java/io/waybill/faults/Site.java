package io.waybill.faults;

import io.waybill.fleet.FleetPlan;
import io.waybill.fleet.Instance;
import io.waybill.fleet.OwnHome;
import io.waybill.fleet.ProcessFleet;
import io.waybill.fleet.ServerPlan;
import io.waybill.fleet.Service;
import io.waybill.servers.PostgresServer;
import io.waybill.servers.RedisServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A fleet of separate processes that may be hurt: in a home and on ports of its own, with a bad network to Redis. */
final class Site implements AutoCloseable {

    private static final int PLENTY = 50_000_000;

    private final Path home;
    private final Optional<SmallDisk> disk;
    private final TcpProxy network;
    private final ProcessFleet fleet;
    private final HealthChecks health;
    private final Clients clients;
    private final Providers providers;
    private final Books books;
    private Streams streams;
    private @Nullable RedisServer replica;

    private Site(Path home, Optional<SmallDisk> disk, TcpProxy network, ProcessFleet fleet) {
        this.home = home;
        this.disk = disk;
        this.network = network;
        this.fleet = fleet;
        List<Instance> gateways = fleet.instances(Service.GATEWAY);
        this.health = HealthChecks.of(gateways);
        this.clients = new Clients(gateways.stream().map(Instance::uri).toList(), health::healthy, fleet.apiKey());
        this.providers = new Providers(fleet.simulators().uri());
        this.books = new Books(tables(fleet.postgres()));
        this.streams = new Streams(fleet.redis().port());
    }

    /**
     * Returns when every instance is ready and there is stock.
     *
     * @param counts how many of each service; one of those that aren't named
     * @param shape says the rest; when Redis is a cluster, its nodes are reached as they say, without a bad network between
     */
    static Site open(Path home, Map<Service, Integer> counts, Shape shape, Map<String, String> environment,
            PrintWriter console)
            throws InterruptedException, IOException {
        var settings = new HashMap<>(environment);
        settings.putAll(OwnHome.ports());
        settings.putIfAbsent("WAYBILL_PIPELINE", pipeline(home, shape).toString());
        if (shape.isCluster()) {
            settings.put("WAYBILL_PARTITIONS", "4");
        }
        int redis = Integer.parseInt(settings.getOrDefault("WAYBILL_REDIS_PORT", "0"));
        Optional<SmallDisk> disk = SmallDisk.mount(home.resolve("postgres"));
        var network = new TcpProxy(0, redis);
        try {
            ServerPlan servers = shape.isCluster()
                    ? ServerPlan.REDIS_CLUSTER
                    : new ServerPlan(false, OptionalInt.empty(), OptionalInt.of(network.port()));
            var fleet = ProcessFleet.start(FleetPlan.in(home, settings).with(counts).with(servers), console);
            var site = new Site(home, disk, network, fleet);
            site.fillUp();
            return site;
        } catch (RuntimeException | InterruptedException e) {
            network.close();
            throw e;
        }
    }

    /** The usual one, but for what the shape says. */
    private static Path pipeline(Path home, Shape shape) throws IOException {
        try (var standard = Objects.requireNonNull(Site.class.getResourceAsStream("/pipeline.yaml"))) {
            String text = new String(standard.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(home.resolve("pipeline.yaml"), shape.pipeline(text));
        }
    }

    private static DataSource tables(PostgresServer postgres) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser("checker");
        source.setPassword("waybill");
        source.setConnectTimeout(5);
        source.setSocketTimeout(60);
        return source;
    }

    private void fillUp() throws IOException, InterruptedException {
        for (String sku : OrderMix.SKUS) {
            stock(sku, PLENTY);
        }
        stock(OrderMix.SOLD_OUT, 0);
    }

    /** Says how much there is of something. */
    void stock(String sku, int onHand) throws IOException, InterruptedException {
        clients.put(instances(Service.INVENTORY).getFirst().uri().resolve("/stock/" + sku), fleet.opsToken(),
                "{\"onHand\":%d}".formatted(onHand));
    }

    List<Instance> instances() {
        return fleet.instances();
    }

    List<Instance> instances(Service service) {
        return fleet.instances(service);
    }

    /** Those that are ready for work and have peers who all are, too; waits until there are some. */
    List<Instance> awaitOnesWithPeers() throws InterruptedException {
        while (true) {
            var spared = new HashSet<String>();
            for (Instance instance : instances()) {
                if (!instance.isReady() || peers(instance) == 1) {
                    spared.add(instance.service());
                }
            }
            if (spared.size() < Service.values().length) {
                return instances().stream().filter(instance -> !spared.contains(instance.service())).toList();
            }
            Thread.sleep(100);
        }
    }

    private long peers(Instance instance) {
        return instances().stream().filter(other -> other.service().equals(instance.service())).count();
    }

    /** Returns when all instances work; whoever is down isn't started. */
    void awaitReady() throws InterruptedException {
        for (Instance instance : instances()) {
            instance.awaitReady();
        }
    }

    PostgresServer postgres() {
        return fleet.postgres();
    }

    RedisServer redis() {
        return fleet.redis();
    }

    /** Of the server that is Redis now. */
    int redisPort() {
        return replica == null ? redis().port() : replica.port();
    }

    TcpProxy networkToRedis() {
        return network;
    }

    Clients clients() {
        return clients;
    }

    Providers providers() {
        return providers;
    }

    Books books() {
        return books;
    }

    /** One connection for all; where it leads when Redis was replaced, {@link #leadTo} sees to. */
    Streams streams() {
        return streams;
    }

    /** Another connection, for commands that block. */
    Streams openStreams() {
        return new Streams(redis().port());
    }

    Optional<SmallDisk> smallDisk() {
        return disk;
    }

    URI simulators() {
        return fleet.simulators().uri();
    }

    Path scratch() {
        return home;
    }

    /** A follower of Redis that has caught up. */
    RedisServer follower() {
        RedisServer made = RedisServer.replicaOf(redis());
        replica = made;
        return made;
    }

    /** From now on services find another server where Redis was. */
    void leadTo(RedisServer other) {
        network.lead(other.port());
        network.cut();
        streams.close();
        streams = new Streams(other.port());
    }

    /** Redis takes all that its replacement has, and its place. */
    void leadBack() throws InterruptedException {
        RedisServer current = replica;
        if (current == null) {
            return;
        }
        redis().ask("REPLICAOF", "127.0.0.1", String.valueOf(current.port()));
        while (!redis().ask("INFO", "replication").getFirst().contains("master_link_status:up")) {
            Thread.sleep(20);
        }
        redis().promote();
        leadTo(redis());
        current.close();
        replica = null;
    }

    /** Whatever a fault that failed half-way has left broken works again; returns when all do. */
    void mend() throws InterruptedException {
        network.heal();
        redis().resume();
        redis().restart();
        postgres().restart();
        leadBack();
        for (Instance instance : instances()) {
            if (instance.isAlive()) {
                instance.resume();
            } else {
                instance.start();
            }
        }
        providers.mend();
        awaitReady();
    }

    @Override
    public void close() {
        streams.close();
        health.close();
        clients.close();
        fleet.close();
        if (replica != null) {
            replica.close();
        }
        try {
            network.close();
        } catch (IOException e) {
            // its listener is as closed as it can be
        }
    }
}
