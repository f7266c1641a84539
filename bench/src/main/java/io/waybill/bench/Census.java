package io.waybill.bench;

import io.waybill.fleet.Instance;
import io.waybill.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What there is in a fleet at rest that mustn't become more with the orders it has seen.
 *
 * @param heap bytes that each service can't do without
 * @param counted of threads, files and connections that each has open, and of what Redis keeps for ever, by what it is
 */
record Census(SortedMap<String, Long> heap, SortedMap<String, Long> counted) {

    /** Caches fill up and tables are resized, but an order of which 200 bytes are kept shows in 10 minutes. */
    private static final double HEAP_GROWTH = 1.1;
    private static final long HEAP_SLACK = 2_000_000;
    /** A pool may have one connection more at one moment than at another, and a timer its thread. */
    private static final long SLACK = 4;

    static Census take(Site site) throws IOException, InterruptedException, SQLException {
        var heap = new TreeMap<String, Long>();
        var counted = new TreeMap<String, Long>();
        for (Instance instance : site.fleet().instances()) {
            heap.put(instance.name(), new Jvm(instance.pid()).liveHeap());
            counted.put(instance.name() + " threads", entries(instance, "task"));
            counted.put(instance.name() + " files and connections", entries(instance, "fd"));
        }
        RedisServer redis = site.fleet().redis();
        counted.put("Redis keys that don't expire", keysForEver(redis));
        counted.put("Redis entries in streams", entriesInStreams(redis));
        counted.put("Redis connections", figure(redis.ask("INFO", "clients").getFirst(), "connected_clients:"));
        counted.put("PostgreSQL connections", site.storage().connections());
        return new Census(heap, counted);
    }

    private static long entries(Instance instance, String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(instance.pid()), folder))) {
            return entries.count();
        }
    }

    /** The state of an order that has settled is kept for a day on purpose. */
    private static long keysForEver(RedisServer redis) {
        String keys = redis.ask("INFO", "keyspace").getFirst();
        return figure(keys, "keys=") - figure(keys, "expires=");
    }

    private static long entriesInStreams(RedisServer redis) {
        return redis.ask("KEYS", "wb:{*}:stream:*").stream()
                .mapToLong(stream -> Long.parseLong(redis.ask("XLEN", stream).getFirst())).sum();
    }

    /** @param info as Redis answers INFO: {@code db0:keys=17,expires=12,avg_ttl=0} */
    static long figure(String info, String name) {
        int begin = info.indexOf(name);
        return begin < 0 ? 0 : Long.parseLong(info.substring(begin + name.length()).split("\\D", 2)[0]);
    }

    /** What has become more than it may, in words; nothing when all is well. */
    List<String> grownSince(Census before) {
        Stream<String> heaps = heap.entrySet().stream()
                .filter(now -> now.getValue() > before.heap.getOrDefault(now.getKey(), 0L) * HEAP_GROWTH + HEAP_SLACK)
                .map(now -> "%s heap: %s, now %s".formatted(now.getKey(),
                        Amounts.bytes(before.heap.getOrDefault(now.getKey(), 0L)), Amounts.bytes(now.getValue())));
        Stream<String> others = counted.entrySet().stream()
                .filter(now -> now.getValue() > before.counted.getOrDefault(now.getKey(), 0L) + SLACK)
                .map(now -> "%s: %d, now %d".formatted(now.getKey(), before.counted.getOrDefault(now.getKey(), 0L),
                        now.getValue()));
        return Stream.concat(heaps, others).toList();
    }
}
