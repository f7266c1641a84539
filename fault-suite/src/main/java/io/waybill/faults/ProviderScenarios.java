package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Service;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Longer runs with orders of their own, for those who ask for them by name: money that nobody hears of, and a dead notifier. */
final class ProviderScenarios {

    private static final double PER_SECOND = 20;
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private ProviderScenarios() {}

    private interface Count {

        long now() throws SQLException;
    }

    private static void awaitNone(Count left) throws InterruptedException, SQLException {
        Instant end = Instant.now().plus(LONGEST);
        while (left.now() > 0 && Instant.now().isBefore(end)) {
            Scene.hold(Duration.ofMillis(200));
        }
    }

    /** Of 200 orders each is charged, and of each charge the answer is lost. */
    static final class ChargedAndDropped extends ProviderTrouble {

        private static final int ORDERS = 200;
        private long captures;

        @Override
        public void strike(Scene scene) throws Exception {
            Site site = scene.site();
            var number = new AtomicInteger();
            Supplier<Wish> wishes = () -> Wish.of(Kind.GOOD, "%s-%d".formatted(scene.label(), number.incrementAndGet()),
                    OrderMix.SKUS.getFirst());
            site.providers().countAnew();
            site.providers().hurt("""
                    {"provider":"stripe","operation":"capture","kind":"drop_answer","count":%d}""".formatted(ORDERS));
            Load.begin(site.clients(), scene.log(), wishes, PER_SECOND, ORDERS).await();
            awaitNone(site.books()::unsettled);
            captures = site.providers().requests("capture");
            mend(scene);
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            Map<String, String> ends = scene.site().books().endsSince(scene.begun());
            List<String> charges = scene.site().providers().charges();
            List<String> orders = scene.log().calls().stream().flatMap(call -> call.orderId().stream()).toList();
            long completed = orders.stream().filter(order -> "completed".equals(ends.get(order))).count();
            long once = orders.stream().filter(order -> Collections.frequency(charges, order) == 1).count();
            return Seen.of(scene.timesFired() == ORDERS && once == ORDERS && completed == ORDERS,
                    "%d answers dropped, %d captures asked for, %d orders charged once, %d completed"
                            .formatted(scene.timesFired(), captures, once, completed));
        }
    }

    /**
     * The notifier is dead, for an hour as the ledger has it: when the orders have ended, all that the ledger says of
     * them is moved back by an hour, and then the fleet has more than a minute, their whole time to be paid, to do something
     * about it. What Redis has of them stays as young as it is.
     */
    static final class NotifierDead implements Fault {

        private static final int ORDERS = 600;
        private static final Duration LOOKED_AT = Duration.ofSeconds(75);
        private static final Duration HOUR = Duration.ofHours(1);
        private long completed;
        private long told;
        private Duration caughtUp = Duration.ZERO;

        @Override
        public void strike(Scene scene) throws Exception {
            Site site = scene.site();
            List<Instance> notifiers = site.instances(Service.NOTIFIER);
            for (Instance notifier : notifiers) {
                notifier.kill();
                scene.fired();
            }
            Load.begin(site.clients(), scene.log(), scene.mix(), PER_SECOND, ORDERS).await();
            awaitNone(site.books()::unended);
            var past = new Past(site.postgres(), scene.label());
            past.move(HOUR.negated());
            Scene.hold(LOOKED_AT);
            completed = site.books().completed(scene.label());
            told = site.providers().messages(scene.begun());
            Instant back = Instant.now();
            notifiers.forEach(Instance::start);
            site.awaitReady();
            awaitNone(site.books()::unsettled);
            caughtUp = Duration.between(back, Instant.now());
            past.move(HOUR);
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            long still = scene.site().books().completed(scene.label());
            return Seen.of(completed > 0 && still == completed && told == 0,
                    "%d completed, %d of them an hour later; %d messages meanwhile, all after in %s".formatted(
                            completed,
                            still, told, Seen.seconds(caughtUp)));
        }
    }
}
