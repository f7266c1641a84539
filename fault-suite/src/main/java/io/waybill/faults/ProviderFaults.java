package io.waybill.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The providers are slow, confused, busy or gone. */
final class ProviderFaults {

    private static final Duration UNAFFECTED = Duration.ofSeconds(2);
    private static final Duration DRAINED = Duration.ofSeconds(60);

    private ProviderFaults() {}

    /** How soon after an order's acceptance these agents were done with it, of the orders that came in this time. */
    static Seen unaffected(Scene scene, Instant from, Instant to, List<String> agents) throws Exception {
        Duration slowest = Duration.ZERO;
        for (String agent : agents) {
            Duration p99 = scene.site().books().p99ToStep(agent, from, to);
            if (p99.isZero()) {
                return Seen.of(false, "no order got to " + agent);
            }
            slowest = p99.compareTo(slowest) > 0 ? p99 : slowest;
        }
        return Seen.atMost(UNAFFECTED, slowest, "p99 of %s".formatted(String.join(", ", agents)));
    }

    static Seen drained(Scene scene) throws Exception {
        return Seen.atMost(DRAINED, scene.recovered(), "drained after");
    }

    /** 18. Every answer comes much later than anybody waits for it, and what was asked for happens then. */
    static final class SlowPayment extends ProviderTrouble {

        private static final Duration TIME = Duration.ofSeconds(40);
        private boolean opened;
        private Instant slow = Instant.MAX;
        private Instant well = Instant.MAX;

        @Override
        public void strike(Scene scene) throws InterruptedException {
            try (var watch = Watch.over("payment_authorize", scene.site().clients())) {
                slow = Instant.now();
                scene.site().providers().hurt("""
                        {"provider":"stripe","operation":"confirm","kind":"delay","delayMs":30000}""");
                Scene.hold(TIME);
                well = Instant.now();
                mend(scene);
                opened = watch.opened();
            }
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return Seen.of(opened, opened ? "breaker opened" : "breaker stayed closed")
                    .and(unaffected(scene, slow, well, List.of("validator", "inventory_agent", "fraud_agent")))
                    .and(Seen.of(true, "settled after " + Seen.seconds(scene.recovered())));
        }
    }

    /** 19. The money has moved, and nobody hears of it. */
    static final class ChargedAndGone extends ProviderTrouble {

        private static final Duration TIME = Duration.ofSeconds(20);

        @Override
        public void strike(Scene scene) throws InterruptedException {
            for (String operation : new String[]{"confirm", "capture"}) {
                scene.site().providers().hurt("""
                        {"provider":"stripe","operation":"%s","kind":"drop_answer","rate":0.3,"seed":%d}"""
                        .formatted(operation, scene.random().nextInt(1, 1000)));
            }
            Scene.hold(TIME);
            mend(scene);
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return Seen.of(true, "one charge each; settled after %s".formatted(Seen.seconds(scene.recovered())));
        }
    }

    /** 20. Throttled, at work with the same key already, and errors that a key is answered with for ever. */
    static final class StripeTrouble extends ProviderTrouble {

        private static final Duration TIME = Duration.ofSeconds(20);
        private static final List<String> UNKNOWN = List.of("""
                "operation":"create","kind":"status_saved","status":500,"rate":0.1""", """
                "operation":"confirm","kind":"status_saved","status":500,"rate":0.1""", """
                "operation":"confirm","kind":"key_in_use","delayMs":1000,"rate":0.1""", """
                "operation":"capture","kind":"key_in_use","delayMs":1000,"rate":0.2""", """
                "operation":"capture","kind":"status_after_effect","status":500,"rate":0.2""");
        /** Not of look-ups: an undo may ask what stands while another agent waits to ask the same. */
        private static final List<String> THROTTLED = List.of("create", "confirm", "capture");

        @Override
        public void strike(Scene scene) throws InterruptedException {
            Providers providers = scene.site().providers();
            providers.countAnew();
            UNKNOWN.forEach(fault -> hurt(scene, fault));
            THROTTLED.forEach(operation -> hurt(scene, """
                    "operation":"%s","kind":"status","status":429,"retryAfter":2,"rate":0.2""".formatted(operation)));
            Scene.hold(TIME);
            mend(scene);
        }

        private static void hurt(Scene scene, String fault) {
            scene.site().providers().hurt("{\"provider\":\"stripe\",%s,\"seed\":%d}".formatted(fault,
                    scene.random().nextInt(1, 1000)));
        }

        /** By now those have come back as well who were told to wait just before the end. */
        @Override
        public Seen seen(Scene scene) throws Exception {
            long asked = scene.site().providers().requests("retrieve");
            long early = scene.site().providers().early();
            return Seen.of(early == 0 && asked > 0,
                    "%d back before Retry-After, asked %d times what stands, settled after %s".formatted(early, asked,
                            Seen.seconds(scene.recovered())));
        }
    }

    /** 26. Mail is down; Slack is well. What was refused wasn't sent, so nothing may be sent twice. */
    static final class SendGridGone extends ProviderTrouble {

        private final Duration time;

        SendGridGone(Duration time) {
            this.time = time;
        }

        @Override
        public void strike(Scene scene) throws InterruptedException {
            scene.site().providers().hurt("""
                    {"provider":"sendgrid","operation":"send","kind":"status","status":503}""");
            Scene.hold(time);
            mend(scene);
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return unaffected(scene, scene.hurt(), scene.healed(), List.of("payment_capture", "tracking_agent"))
                    .and(drained(scene));
        }
    }
}
