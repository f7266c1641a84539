package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;

/** PostgreSQL dies, throws everybody out, lets everybody wait, and has no room left. */
final class PostgresFaults {

    private static final Duration BACK = Duration.ofSeconds(10);
    /** It's there for two notifiers. */
    private static final long MESSAGES_OF_TWO = 2 * Fault.MESSAGES_IN_HAND;

    private PostgresFaults() {}

    /** How long after a moment the last of the gateways first said yes again. */
    private static Seen recovers(Scene scene, Instant back) {
        Duration longest = Duration.ZERO;
        for (Instance gateway : scene.site().instances(Service.GATEWAY)) {
            Duration after = scene.log()
                    .where(call -> call.gateway().equals(gateway.uri()) && call.isAccepted()
                            && call.answeredAt().isAfter(back))
                    .stream().map(Call::answeredAt).min(Instant::compareTo).map(first -> Duration.between(back, first))
                    .orElse(Duration.ofDays(1));
            longest = Collections.max(List.of(longest, after));
        }
        return Seen.atMost(BACK, longest, "202 from every gateway after");
    }

    /** Whoever is refused is told to come again later, and nobody is told anything else. */
    private static Seen refusals(Scene scene, Instant from, Instant to) {
        List<Call> calls = scene.log().firstOnesDue(from, to);
        long refused = calls.stream().filter(Call::isRefused).count();
        long honest = calls.stream().filter(Call::isRefused).filter(call -> call.retryAfter().isPresent()).count();
        return Seen.of(refused == calls.size() && honest == refused && refused > 0,
                "%d of %d 503, %d with Retry-After".formatted(refused, calls.size(), honest));
    }

    /** Some may get through; whoever doesn't is told to come again later. */
    private static Seen acceptedOrRefused(Scene scene, Instant from, Instant to) {
        List<Call> calls = scene.log().firstOnesDue(from, to);
        long refused = calls.stream().filter(Call::isRefused).filter(call -> call.retryAfter().isPresent()).count();
        long accepted = calls.stream().filter(Call::isAccepted).count();
        return Seen.of(refused > 0 && refused + accepted == calls.size(),
                "%d accepted, %d 503 with Retry-After, %d otherwise".formatted(accepted, refused,
                        calls.size() - accepted - refused));
    }

    /** 13. */
    static final class Kill implements Fault {

        private static final Duration DOWN = Duration.ofSeconds(5);
        private Instant down = Instant.MAX;
        private Instant comes = Instant.MAX;
        private Instant back = Instant.MAX;

        @Override
        public void strike(Scene scene) throws InterruptedException {
            scene.site().postgres().kill();
            down = Instant.now();
            scene.fired();
            Scene.hold(DOWN);
            comes = Instant.now();
            scene.site().postgres().restart();
            back = Instant.now();
        }

        @Override
        public long repeatedMessages(Scene scene) {
            return MESSAGES_OF_TWO;
        }

        /** The last ones may have been answered when it was back already. */
        @Override
        public Seen seen(Scene scene) {
            return refusals(scene, down, comes.minusSeconds(2)).and(recovers(scene, back));
        }
    }

    /** 14. */
    static final class Terminations implements Fault {

        private static final int TIMES = 20;
        private static final String EVERYBODY = """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where backend_type = 'client backend' and usename not in ('postgres', 'checker')""";

        @Override
        public void strike(Scene scene) throws SQLException, InterruptedException {
            try (var connection = scene.site().postgres().superuser().getConnection();
                    var statement = connection.createStatement()) {
                for (int time = 0; time < TIMES; time++) {
                    try (var ended = statement.executeQuery(EVERYBODY)) {
                        ended.next();
                        scene.fired(ended.getLong(1));
                    }
                    Scene.hold(Duration.ofSeconds(1));
                }
            }
        }

        @Override
        public long repeatedMessages(Scene scene) {
            return TIMES * MESSAGES_OF_TWO;
        }

        @Override
        public Seen seen(Scene scene) {
            long unanswered = scene.log().where(Call::isUnanswered).size();
            long unknown = scene.log().where(Call::saysUnknown).size();
            long refused = scene.log().where(Call::isPlainlyRefused).size();
            long otherwise = scene.log().where(call -> !call.isAccepted()).size() - unanswered - unknown - refused;
            return Seen.of(unanswered + unknown + otherwise == 0, "%d unanswered, %d unknown, %d refused, %d otherwise"
                    .formatted(unanswered, unknown, refused, otherwise));
        }
    }

    /** 15. Readers wait behind a lock that the intake has no need of, and hold all connections while they wait. */
    static final class PoolExhausted implements Fault {

        private static final Duration LOCKED = Duration.ofSeconds(6);
        private static final Duration QUICKLY = Duration.ofSeconds(1);
        private static final int READERS = 64;
        private Instant exhausted = Instant.MAX;
        private Instant back = Instant.MAX;

        @Override
        public void strike(Scene scene) throws SQLException, InterruptedException {
            String path = scene.log().where(Call::isAccepted).getFirst().orderId().map("/orders/"::concat)
                    .orElseThrow();
            try (var connection = scene.site().postgres().superuser().getConnection();
                    var statement = connection.createStatement();
                    var readers = Executors.newVirtualThreadPerTaskExecutor()) {
                connection.setAutoCommit(false);
                statement.execute("lock table ledger.decision in access exclusive mode");
                scene.fired();
                Instant end = Instant.now().plus(LOCKED);
                for (int reader = 0; reader < READERS; reader++) {
                    readers.execute(() -> read(scene.site().clients(), path, end));
                }
                Scene.hold(Duration.ofSeconds(1));
                exhausted = Instant.now();
                Scene.hold(Duration.between(exhausted, end));
                connection.rollback();
                back = Instant.now();
            }
        }

        private static void read(Clients clients, String path, Instant end) {
            try {
                while (Instant.now().isBefore(end)) {
                    clients.get(path);
                }
            } catch (IOException e) {
                // this one has no patience left; there are others
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public long repeatedMessages(Scene scene) {
            return MESSAGES_OF_TWO;
        }

        @Override
        public Seen seen(Scene scene) {
            return acceptedOrRefused(scene, exhausted, back).and(Seen.atMost(QUICKLY,
                    ClientLog.p99(scene.log().firstOnesDue(exhausted, back).stream().filter(Call::isRefused).toList()),
                    "p99 of refusals")).and(recovers(scene, back));
        }
    }

    /** 16. Whether the server lives through it or has to be started again is its own affair. */
    static final class DiskFull implements Fault {

        private static final Duration FULL = Duration.ofSeconds(8);
        private Instant full = Instant.MAX;
        private Instant back = Instant.MAX;

        @Override
        public void strike(Scene scene) throws Exception {
            SmallDisk disk = scene.site().smallDisk()
                    .orElseThrow(() -> new NotHere("a small file system can be mounted by root alone"));
            try (var _ = disk.fill()) {
                full = Instant.now();
                scene.fired();
                Scene.hold(FULL);
            }
            back = Instant.now();
            if (!isUp(scene)) {
                scene.site().postgres().restart();
                back = Instant.now();
            }
        }

        private static boolean isUp(Scene scene) {
            try (var connection = scene.site().postgres().superuser().getConnection()) {
                return connection.isValid(5);
            } catch (SQLException e) {
                return false;
            }
        }

        @Override
        public long repeatedMessages(Scene scene) {
            return MESSAGES_OF_TWO;
        }

        @Override
        public Seen seen(Scene scene) {
            return acceptedOrRefused(scene, full, back).and(recovers(scene, back));
        }
    }
}
