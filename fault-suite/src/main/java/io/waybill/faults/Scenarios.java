package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Service;
import java.time.Duration;
import java.util.Map;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Longer runs with orders of their own, for those who ask for them by name. */
final class Scenarios {

    private Scenarios() {}

    /** 10,000 orders are under way, and Redis forgets all of them. */
    static final class FlushOfMany implements Fault {

        private static final int ORDERS = 10_000;
        private static final double PER_SECOND = 200;
        private static final Duration BOUND = Duration.ofSeconds(60);
        private long unfinished;

        @Override
        public void strike(Scene scene) throws Exception {
            Standstill.of(Service.VALIDATOR, scene, () -> {
                Load.begin(scene.site().clients(), scene.log(), scene.mix(), PER_SECOND, ORDERS).await();
                unfinished = scene.site().books().unsettled();
                scene.site().streams().commands().flushall();
                scene.fired();
            });
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return Seen.of(unfinished >= ORDERS, "%d unfinished".formatted(unfinished))
                    .and(Seen.atMost(BOUND, scene.recovered(), "all settled after"));
        }
    }

    /** Payments take seconds, as in the world, and the process that makes them dies again and again. */
    static final class PaymentKills implements Fault {

        private static final int ORDERS = 2_000;
        private static final int KILLS = 20;
        private static final double PER_SECOND = 6; // so that they arrive as long as there are kills
        private static final Duration APART = Duration.ofSeconds(6);
        private static final Duration BOUND = Duration.ofSeconds(5);
        private final TakeOver takeOver = new TakeOver();

        @Override
        public void strike(Scene scene) throws Exception {
            Site site = scene.site();
            site.providers().profile("seed");
            try {
                Load load = Load.begin(site.clients(), scene.log(), scene.mix(), PER_SECOND, ORDERS);
                for (int kill = 0; kill < KILLS; kill++) {
                    Scene.hold(APART);
                    Instance victim = scene.oneOf(site.instances(Service.PAYMENT));
                    takeOver.kill(site, victim);
                    scene.fired();
                    victim.start();
                    site.awaitReady();
                }
                load.await();
            } finally {
                site.providers().profile("zero");
            }
        }

        @Override
        public Seen seen(Scene scene) {
            return takeOver.within(BOUND);
        }
    }

    /** Nothing breaks: all agents share the work, and none of it is done twice. */
    static final class Shared implements Fault {

        private static final int ORDERS = 2_000;
        private static final int AT_ONCE = 50;
        private static final int TWO = 2;

        @Override
        public void strike(Scene scene) throws InterruptedException {
            Load.inTurn(scene.site().clients(), scene.log(), scene.mix(), AT_ONCE, ORDERS).await();
            scene.fired();
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            Map<String, String> shares = new TreeMap<>(scene.site().books().sharesSince(scene.begun()));
            List<String> services = shares.keySet().stream().map(name -> name.replaceAll("-\\d+$", "")).distinct()
                    .toList();
            return Seen.of(shares.size() == TWO * services.size(), shares.entrySet().stream()
                    .map(share -> share.getKey() + " " + share.getValue()).collect(Collectors.joining(", ")));
        }
    }

    /** Orders keep coming while Redis is away, and nobody has to do anything when it's back. */
    static final class RedisStopped implements Fault {

        private static final Duration STOPPED = Duration.ofSeconds(30);

        @Override
        public void strike(Scene scene) throws InterruptedException {
            scene.site().redis().kill();
            scene.fired();
            Scene.hold(STOPPED);
            scene.site().redis().restart();
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            List<Call> calls = scene.log().firstOnesDue(scene.hurt(), scene.healed());
            long accepted = calls.stream().filter(call -> call.status() == 202).count();
            return Seen.of(accepted == calls.size(),
                    "%d of %d answered 202 meanwhile, p99 %d ms, drained in %s".formatted(accepted, calls.size(),
                            ClientLog.p99(calls).toMillis(), Seen.seconds(scene.recovered())));
        }
    }
}
