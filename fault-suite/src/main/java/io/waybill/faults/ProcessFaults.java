package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Service;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services die, freeze and are restarted. */
final class ProcessFaults {

    private ProcessFaults() {}

    /** 1. A victim's peers are all up, so that somebody can take over. */
    static final class RandomKills implements Fault {

        private static final Duration APART = Duration.ofSeconds(6);
        private static final Duration BOUND = Duration.ofSeconds(5);
        private final int kills;
        private final TakeOver takeOver = new TakeOver();

        RandomKills(int kills) {
            this.kills = kills;
        }

        @Override
        public void strike(Scene scene) throws InterruptedException {
            Site site = scene.site();
            for (int kill = 0; kill < kills; kill++) {
                long begun = System.nanoTime();
                Instance victim = scene.oneOf(site.awaitOnesWithPeers());
                takeOver.kill(site, victim);
                scene.fired();
                victim.start();
                Scene.hold(APART.minusNanos(System.nanoTime() - begun));
            }
            site.awaitReady();
        }

        @Override
        public long repeatedMessages(Scene scene) {
            return scene.timesFired() * MESSAGES_IN_HAND;
        }

        @Override
        public Seen seen(Scene scene) {
            return takeOver.within(BOUND);
        }
    }

    /** 2. Nobody is there to take over. */
    static final class OneServiceGone implements Fault {

        private static final Duration OUTAGE = Duration.ofSeconds(30);
        private static final List<Service> AGENTS = Stream.of(Service.values())
                .filter(service -> service != Service.GATEWAY).toList();
        private String service = "";
        private long waited;

        @Override
        public void strike(Scene scene) throws Exception {
            Service victim = scene.oneOf(AGENTS);
            service = victim.label();
            List<Instance> instances = scene.site().instances(victim);
            for (Instance instance : instances) {
                instance.kill();
                scene.fired();
            }
            Scene.hold(OUTAGE);
            waited = scene.site().books().unsettled();
            instances.forEach(Instance::start);
            scene.site().awaitReady();
        }

        @Override
        public long repeatedMessages(Scene scene) {
            return scene.timesFired() * MESSAGES_IN_HAND;
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            Duration outage = Duration.between(scene.hurt(), scene.healed());
            return Seen.of(waited > 0, "%s: %d orders waited".formatted(service, waited))
                    .and(Seen.atMost(outage.multipliedBy(2), scene.recovered(), "drained in"));
        }
    }

    /** 3. As a deployment does it, while providers take their time, so that there is something in hand. */
    static final class RollingRestart implements Fault {

        private static final List<String> SLOW = List.of("""
                {"provider":"stripe","operation":"confirm","kind":"delay","delayMs":1000}""", """
                {"provider":"fraud","operation":"*","kind":"delay","delayMs":1000}""");
        /** Of a stream; an agent may have begun four times as many. */
        private static final int FEW = 16;
        private static final Duration HAND_OVER = Duration.ofSeconds(2);
        private static final Duration FINISH = Duration.ofSeconds(20);
        private static final Duration EXIT = Duration.ofSeconds(25);
        private long inHand;
        private Duration slowestHandOver = Duration.ZERO;
        private Duration slowestFinish = Duration.ZERO;
        private Duration slowestExit = Duration.ZERO;
        private long unclean;

        @Override
        public void strike(Scene scene) throws InterruptedException {
            SLOW.forEach(scene.site().providers()::hurt);
            Scene.hold(Duration.ofSeconds(3));
            for (Instance instance : scene.site().instances()) {
                restart(scene.site(), instance);
                scene.fired();
            }
            scene.site().providers().mend();
        }

        private void restart(Site site, Instance instance) throws InterruptedException {
            var exit = new CompletableFuture<Instance.Exit>();
            long begun = System.nanoTime();
            inHand += site.streams().pendingOf(instance);
            Thread.ofVirtual().start(() -> stop(instance, exit));
            Duration handOver = TakeOver.until(() -> site.streams().pendingBeyond(FEW, instance), begun);
            Duration finish = TakeOver.until(() -> site.streams().pendingOf(instance), begun);
            slowestHandOver = Collections.max(List.of(slowestHandOver, handOver));
            slowestFinish = Collections.max(List.of(slowestFinish, finish));
            slowestExit = Collections.max(List.of(slowestExit, exit.join().took()));
            unclean += exit.join().code() == 0 ? 0 : 1;
            instance.start();
            instance.awaitReady();
        }

        private static void stop(Instance instance, CompletableFuture<Instance.Exit> exit) {
            try {
                exit.complete(instance.terminate());
            } catch (InterruptedException e) {
                exit.completeExceptionally(e);
            }
        }

        @Override
        public Seen seen(Scene scene) {
            List<Call> failed = scene.log().where(call -> call.status() >= 500);
            List<Call> unanswered = scene.log().where(Call::isUnanswered);
            String why = Stream.concat(failed.stream(), unanswered.stream()).map(Call::answer).distinct()
                    .collect(Collectors.joining("; "));
            return Seen.of(failed.isEmpty() && unanswered.isEmpty() && unclean == 0 && inHand > 0,
                    "%d 5xx, %d unanswered%s, %d unclean exits, %d in hand".formatted(failed.size(), unanswered.size(),
                            why.isEmpty() ? "" : " (" + why + ")", unclean, inHand))
                    .and(Seen.atMost(HAND_OVER, slowestHandOver, "handed over"))
                    .and(Seen.atMost(FINISH, slowestFinish, "finished"))
                    .and(Seen.atMost(EXIT, slowestExit, "exit"));
        }
    }

    /** 4. It is taken for dead, and goes on where it stood when it wakes. */
    static final class Zombie implements Fault {

        private static final Duration FROZEN = Duration.ofSeconds(45);
        private static final String SLOW = """
                {"provider":"stripe","operation":"confirm","kind":"delay","delayMs":1500}""";
        private long inHand;
        private long notTakenOver;

        @Override
        public void strike(Scene scene) throws InterruptedException {
            Site site = scene.site();
            Instance victim = scene.oneOf(site.instances(Service.PAYMENT));
            site.providers().hurt(SLOW);
            Scene.hold(Duration.ofSeconds(4));
            victim.suspend();
            scene.fired();
            inHand = site.streams().pendingOf(victim);
            Scene.hold(FROZEN);
            site.providers().mend();
            notTakenOver = site.streams().pendingOf(victim);
            victim.resume();
        }

        @Override
        public Seen seen(Scene scene) {
            return Seen.of(inHand > 0 && notTakenOver == 0,
                    "%d in hand as it froze, %d not taken over".formatted(inHand,
                            notTakenOver));
        }
    }
}
