package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Service;
import java.time.Duration;
import java.util.List;

/** The fraud API says nonsense, too much, or nothing. */
final class FraudFaults {

    private static final String AGENT = "fraud_agent";
    /** Of the usual pipeline: {@code concurrency}, and the tries that an outage uses up. */
    private static final int IN_HAND = 64;
    private static final int TRIES = 3;
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private FraudFaults() {}

    /** Answers no one, as a host that has crashed. */
    private static void takeDown(Scene scene) {
        scene.site().providers().hurt("""
                {"provider":"fraud","operation":"score","kind":"drop_answer"}""");
    }

    /** Everything that waited comes, but never more at once than are in hand. */
    private static Seen noStorm(Scene scene) {
        int most = IN_HAND * scene.site().instances(Service.FRAUD).size();
        long peak = scene.site().providers().peak("score");
        return Seen.of(peak <= most, "%d at once at most, may be %d".formatted(peak, most));
    }

    /** 21. One after the other. */
    static final class Broken extends ProviderTrouble {

        private static final Duration EACH = Duration.ofSeconds(6);
        private static final List<String> NONSENSE = List.of("""
                "kind":"status","status":503,"rate":0.5""", """
                "kind":"malformed","rate":0.5""", """
                "kind":"oversized","count":20""");
        private static final double BIG = 50 * 1024 * 1024;
        private final Duration down;
        private double before;
        private double grown;

        Broken(Duration down) {
            this.down = down;
        }

        @Override
        public void strike(Scene scene) throws InterruptedException {
            before = kept(scene);
            for (String fault : NONSENSE) {
                scene.site().providers().hurt("{\"provider\":\"fraud\",\"operation\":\"score\",%s}".formatted(fault));
                Scene.hold(EACH);
                grown = Math.max(grown, kept(scene) - before);
                mend(scene);
            }
            takeDown(scene);
            Scene.hold(down);
            scene.site().providers().countAnew();
            mend(scene);
        }

        /** What has outlived a collection: an answer that was read whole would be in there, or have ended the process. */
        private static double kept(Scene scene) {
            double most = 0;
            for (Instance instance : scene.site().instances(Service.FRAUD)) {
                most = Math.max(most, scene.site().clients().metric(instance.uri(), "jvm_memory_used_bytes",
                        "id=\"Tenured Gen\""));
            }
            return most;
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return Seen.of(before > 0 && grown < BIG, "%.0f MB kept more at most".formatted(grown / (1 << 20)))
                    .and(ProviderFaults.drained(scene)).and(noStorm(scene));
        }
    }

    /** Down for as long as it takes to see what a fleet does with time on its hands; orders keep coming all the while. */
    static final class Down extends ProviderTrouble {

        private static final Duration AFTERMATH = Duration.ofSeconds(60);
        private static final Duration TO_OPEN = Duration.ofSeconds(10);
        private final Duration time;
        private final StatesOverTime states = new StatesOverTime(AGENT, "score");
        private long whileOpen;

        Down(Duration time) {
            this.time = time;
        }

        @Override
        public void strike(Scene scene) throws InterruptedException {
            Providers providers = scene.site().providers();
            providers.countAnew();
            states.begin(scene);
            takeDown(scene);
            Scene.hold(TO_OPEN);
            long before = providers.requests("score");
            Scene.hold(time.minus(TO_OPEN));
            whileOpen = providers.requests("score") - before;
            mend(scene);
            providers.countAnew();
        }

        @Override
        public Duration aftermath() {
            return AFTERMATH;
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            states.end(scene);
            long most = TRIES * (time.dividedBy(RECOVERY) + 1);
            return Seen.of(whileOpen <= most, "%d requests while it was down, may be %d".formatted(whileOpen, most))
                    .and(Seen.of(true, scene.site().books().triesOf(AGENT, scene.begun())))
                    .and(ProviderFaults.drained(scene)).and(noStorm(scene));
        }
    }
}
