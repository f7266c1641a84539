package io.waybill.faults;

import java.time.Duration;

/** The providers misbehave. */
final class ProviderFaults {

    private ProviderFaults() {}

    /** 19. The money has moved, and nobody hears of it. */
    static final class ChargedAndGone implements Fault {

        private static final Duration TIME = Duration.ofSeconds(20);

        @Override
        public void strike(Scene scene) throws InterruptedException {
            for (String operation : new String[]{"confirm", "capture"}) {
                scene.site().providers().hurt("""
                        {"provider":"stripe","operation":"%s","kind":"drop_answer","rate":0.3,"seed":%d}"""
                        .formatted(operation, scene.random().nextInt(1, 1000)));
            }
            Scene.hold(TIME);
            scene.fired(scene.site().providers().mend());
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return Seen.of(true, "one charge each; settled after %s".formatted(Seen.seconds(scene.recovered())));
        }
    }
}
