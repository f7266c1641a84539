package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Redis is there, but of little use. */
final class RedisOutages {

    private RedisOutages() {}

    /** 10. It holds its connections and says nothing. */
    static final class Hang implements Fault {

        private static final Duration HUNG = Duration.ofSeconds(20);
        private static final Duration SLOWEST = Duration.ofMillis(500);
        private static final int MORE_THREADS = 50;
        private long threadsBefore;
        private long threadsAfter;

        @Override
        public void strike(Scene scene) throws InterruptedException, IOException {
            threadsBefore = threads(scene);
            scene.site().redis().suspend();
            scene.fired();
            Scene.hold(HUNG);
            threadsAfter = threads(scene);
            scene.site().redis().resume();
        }

        private static long threads(Scene scene) throws InterruptedException, IOException {
            long threads = 0;
            for (Instance gateway : scene.site().instances(Service.GATEWAY)) {
                threads += Threads.of(gateway.pid(), scene.site().scratch());
            }
            return threads;
        }

        @Override
        public Seen seen(Scene scene) {
            List<Call> calls = scene.log().firstOnesDue(scene.hurt(), scene.healed());
            Duration p99 = ClientLog.p99(calls);
            return Seen.of(p99.compareTo(SLOWEST) <= 0 && calls.stream().allMatch(Call::isAccepted),
                    "p99 %d ms, %d of %d accepted".formatted(p99.toMillis(),
                            calls.stream().filter(Call::isAccepted).count(),
                            calls.size()))
                    .and(
                            Seen.of(threadsAfter <= threadsBefore + MORE_THREADS,
                                    "threads %d -> %d".formatted(threadsBefore, threadsAfter)));
        }
    }

    /** 11. Nothing new goes in. What is in gets on and makes no room, since states are kept; then there is room again. */
    static final class Full implements Fault {

        private static final Duration FULL = Duration.ofSeconds(20);
        private static final long ROOM = 64 * 1024;
        private long stuck;

        @Override
        public void strike(Scene scene) throws Exception {
            var redis = scene.site().streams().commands();
            long used = number(redis.info("memory"), "used_memory:");
            long refusedBefore = number(redis.info("errorstats"), "errorstat_OOM:count=");
            Instant before = Instant.now();
            redis.configSet("maxmemory", String.valueOf(used + ROOM));
            Scene.hold(FULL);
            stuck = scene.site().books().unsettledBefore(before);
            scene.fired(number(redis.info("errorstats"), "errorstat_OOM:count=") - refusedBefore);
            redis.configSet("maxmemory", "0");
        }

        private static long number(String info, String name) {
            return info.lines().filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).replaceAll("\\D", "")).mapToLong(Long::parseLong)
                    .findFirst().orElse(0);
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            List<Call> calls = scene.log().firstOnesDue(scene.hurt(), scene.healed());
            long accepted = calls.stream().filter(Call::isAccepted).count();
            return Seen.of(accepted == calls.size() && stuck == 0,
                    "%d of %d accepted while full, %d older ones stuck, drained in %s".formatted(accepted, calls.size(),
                            stuck,
                            Seen.seconds(scene.recovered())));
        }
    }

    /** 12. Commands arrive, answers don't, and the connection looks well. */
    static final class LostAnswers implements Fault {

        private static final Duration LOST = Duration.ofSeconds(5);
        private static final int TIMES = 3;

        @Override
        public void strike(Scene scene) throws InterruptedException {
            TcpProxy network = scene.site().networkToRedis();
            long before = network.droppedAnswers();
            for (int time = 0; time < TIMES; time++) {
                network.dropAnswers();
                Scene.hold(LOST);
                network.heal();
                Scene.hold(LOST);
            }
            scene.fired(network.droppedAnswers() - before);
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return Seen.of(true, "duplicates absorbed; drained in %s".formatted(Seen.seconds(scene.recovered())));
        }
    }
}
