package io.waybill.faults;

import io.lettuce.core.api.sync.RedisCommands;
import io.waybill.fleet.Service;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 23. Two entries that are none, two orders whose states make no sense, and one order of which the inventory's database will
 * not hear. All stand in line before orders that are well.
 */
final class Poison implements Fault {

    private static final String CURSED = "CURSED";
    private static final String CURSE = """
            create or replace function inventory.curse() returns trigger language plpgsql as $$
            begin
              if 'CURSED' = any (new.skus) then raise exception 'this order is cursed'; end if;
              return new;
            end $$;
            create or replace trigger curse before insert on inventory.reservation
            for each row execute function inventory.curse()""";
    private static final String LIFTED = "drop function if exists inventory.curse() cascade";
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(10);
    /** With 100 ms x 2^n and full jitter a dozen or so fit into the time; without any wait, thousands. */
    private static final int MOST_ATTEMPTS = 40;
    private static final int RAW = 2;
    private static final byte[] NO_TEXT = {(byte) 0xff, 0, (byte) 0xc3, 0x28, '\r', '\n'};

    private String cursed = "";
    private final List<String> poisoned = new ArrayList<>();
    private Instant released = Instant.MAX;
    private int parked;

    @Override
    public void strike(Scene scene) throws Exception {
        scene.site().stock(CURSED, 10);
        execute(scene, CURSE);
        Standstill.of(Service.VALIDATOR, scene, () -> poison(scene));
        released = Instant.now();
        replayPoisoned(scene);
        Scene.hold(TIME);
    }

    /**
     * At once, since the relay starts an order over whose pipeline version Redis doesn't know; when it comes to it before an
     * agent does, that order is never parked at all.
     */
    private void replayPoisoned(Scene scene) throws Exception {
        var seen = new HashSet<String>();
        for (Instant end = released.plus(PATIENCE); seen.size() < RAW + poisoned.size()
                && Instant.now().isBefore(end);) {
            for (JsonNode item : parked(scene)) {
                if (seen.add(item.path("id").asString())
                        && poisoned.contains(item.path("orderId").asString(""))) {
                    resolve(scene, item, "replay");
                }
            }
            Scene.hold(LOOK);
        }
        parked = seen.size();
    }

    private void poison(Scene scene) throws Exception {
        RedisCommands<String, String> redis = scene.site().streams().commands();
        String stream = scene.site().streams().keys().stream().filter(key -> key.endsWith(":validator")).findFirst()
                .orElseThrow();
        String prefix = stream.substring(0, stream.indexOf("stream:"));
        String million = "x".repeat(1 << 20);
        scene.site().streams().addBytes(stream, Map.of("order".getBytes(StandardCharsets.UTF_8), NO_TEXT));
        redis.xadd(stream, Map.of("order", million, "life", "1"));

        String unknown = order(scene, "unknown", OrderMix.SKUS.getFirst());
        redis.hset(prefix + "order:" + unknown, "plan", "0123456789abcdef");
        String unreadable = order(scene, "unreadable", OrderMix.SKUS.getFirst());
        redis.hset(prefix + "order:" + unreadable, "payload", "{\"lines\": nonsense");
        poisoned.addAll(List.of(unknown, unreadable));

        cursed = order(scene, "cursed", CURSED);
        long deadline = Instant.now().plus(TIME).toEpochMilli();
        execute(scene, """
                update ledger.orders set deadline_at = to_timestamp(%d / 1000.0) where id = '%s'"""
                .formatted(deadline, cursed));
        redis.hset(prefix + "order:" + cursed, "deadline", String.valueOf(deadline));
        scene.fired(RAW + poisoned.size() + 1);
    }

    private static String order(Scene scene, String name, String sku) throws InterruptedException {
        Call call = scene.site().clients().order(Wish.of(Kind.GOOD, scene.label() + "-" + name, sku), Instant.now(),
                false);
        return call.orderId().orElseThrow(() -> new IllegalStateException("not accepted: " + call));
    }

    private static void execute(Scene scene, String sql) throws SQLException {
        try (var connection = scene.site().postgres().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<JsonNode> parked(Scene scene) throws Exception {
        JsonNode answer = JsonMapper.shared().readTree(scene.site().clients().get("/ops/parked").body());
        return StreamSupport.stream(answer.path("items").spliterator(), false).toList();
    }

    private static void resolve(Scene scene, JsonNode item, String how) throws Exception {
        var answer = scene.site().clients().post("/ops/parked/%s/%s".formatted(item.path("id").asString(), how),
                "{\"reason\":\"the fault suite put it there\"}");
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("%s of %s: %d %s".formatted(how, item, answer.statusCode(), answer.body()));
        }
    }

    @Override
    public Seen seen(Scene scene) throws Exception {
        Map<String, String> ends = scene.site().books().endsSince(scene.begun());
        long cured = poisoned.stream().map(ends::get).filter("completed"::equals).count();
        long attempts = scene.site().books().mostAttempts(cursed);
        Duration before = scene.site().books().p99ToEnd(scene.begun(), scene.hurt());
        Duration meanwhile = scene.site().books().p99ToEnd(released, scene.healed());
        return Seen.of(parked > RAW && parked <= RAW + poisoned.size(), "%d parked".formatted(parked))
                .and(Seen.of(cured == poisoned.size(), "%d replayed or started over, and completed".formatted(cured)))
                .and(Seen.of("failed".equals(ends.get(cursed)) && attempts > 1 && attempts <= MOST_ATTEMPTS,
                        "the cursed one %s after %d attempts".formatted(
                                Optional.ofNullable(ends.get(cursed)).orElse("gone"), attempts)))
                .and(Seen.atMost(LATE, scene.site().books().lateness(cursed), "past its deadline by"))
                .and(Seen.of(meanwhile.compareTo(before.plus(DELAY)) <= 0,
                        "neighbours' p99 %d -> %d ms".formatted(before.toMillis(), meanwhile.toMillis())));
    }

    @Override
    public int parks() {
        return RAW;
    }

    @Override
    public void tidy(Scene scene) throws Exception {
        execute(scene, LIFTED);
        for (JsonNode item : parked(scene)) {
            resolve(scene, item, "discard");
        }
    }
}
