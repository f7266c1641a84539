package io.waybill.faults;

import io.waybill.fleet.Service;
import io.waybill.servers.RedisServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Redis dies, and forgets a little or all. */
final class RedisFaults {

    private static final Duration PILING_UP = Duration.ofSeconds(15);
    private static final Duration REPAIRED = Duration.ofSeconds(60);

    private RedisFaults() {}

    private static Seen repaired(Scene scene) throws Exception {
        return Seen.atMost(REPAIRED, scene.recovered(), "all settled after");
    }

    /** 5. */
    static final class Kill implements Fault {

        private static final Duration DOWN = Duration.ofSeconds(5);
        private static final double ENOUGH = 0.999;
        private static final Duration AT_WORK = Duration.ofSeconds(5);
        private Instant back = Instant.MAX;

        @Override
        public void strike(Scene scene) throws InterruptedException {
            scene.site().redis().kill();
            scene.fired();
            Scene.hold(DOWN);
            scene.site().redis().restart();
            back = Instant.now();
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            List<Call> first = scene.log().where(call -> !call.repeat());
            double accepted = first.stream().filter(Call::isAccepted).count() / (double) first.size();
            Duration atWork = scene.site().books().allAtWorkAfter(back)
                    .map(step -> Duration.between(back, step)).orElse(Duration.ofDays(1));
            return Seen.of(accepted >= ENOUGH, "%.2f %% accepted".formatted(accepted * 100))
                    .and(Seen.atMost(AT_WORK, atWork, "all agents at work after"));
        }
    }

    /** 6. What was written in its last seconds isn't there when it comes back. */
    static final class LostTail implements Fault {

        private static final Duration LOST = Duration.ofSeconds(3);

        @Override
        public void strike(Scene scene) throws InterruptedException, IOException {
            RedisServer redis = scene.site().redis();
            Path file = redis.appendOnlyFiles().getLast();
            long size = Files.size(file);
            Scene.hold(LOST);
            redis.kill();
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size + (channel.size() - size) / 10); // most likely in the middle of a command
            }
            scene.fired();
            redis.restart();
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return repaired(scene);
        }
    }

    /** 7. While most of the orders are waiting for an agent that stands still. */
    static final class Flush implements Fault {

        private long unfinished;

        @Override
        public void strike(Scene scene) throws Exception {
            Standstill.of(Service.FRAUD, scene, () -> {
                Scene.hold(PILING_UP);
                unfinished = scene.site().books().unsettled();
                scene.site().streams().commands().flushall();
                scene.fired();
            });
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return Seen.of(unfinished > 0, "%d unfinished".formatted(unfinished)).and(repaired(scene));
        }
    }

    /** 8. A replica that has heard nothing for two seconds takes its place. */
    static final class LaggingReplica implements Fault {

        private static final Duration LAG = Duration.ofSeconds(2);

        @Override
        public void strike(Scene scene) throws InterruptedException {
            RedisServer replica = scene.site().follower();
            replica.promote(); // it hears nothing more from here on; nobody asks it yet
            Scene.hold(LAG);
            scene.site().leadTo(replica);
            scene.fired();
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return repaired(scene);
        }

        @Override
        public void tidy(Scene scene) throws InterruptedException {
            scene.site().leadBack();
        }
    }

    /** 9. */
    static final class Empty implements Fault {

        private long unfinished;

        @Override
        public void strike(Scene scene) throws Exception {
            Standstill.of(Service.FRAUD, scene, () -> {
                Scene.hold(PILING_UP);
                unfinished = scene.site().books().unsettled();
                scene.site().redis().restartEmpty();
                scene.fired();
            });
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return Seen.of(unfinished > 0, "%d unfinished".formatted(unfinished)).and(repaired(scene));
        }
    }
}
