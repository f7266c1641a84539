package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Overrides;
import io.waybill.fleet.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A host's clock is wrong. */
final class ClockFaults {

    private ClockFaults() {}

    /**
     * 24. One instance is ahead and one behind by more than the orders' time until their deadline, so that they are wrong
     * against each other, too.
     */
    static final class Skewed implements Fault {

        private static final Duration SKEW = Duration.ofMinutes(5);
        private static final Duration TIME = Duration.ofSeconds(20);
        private String service = "";
        private int attempts;
        private double robbed;

        @Override
        public void strike(Scene scene) throws Exception {
            Service victim = scene.oneOf(List.of(Service.values()));
            service = victim.label();
            List<Instance> instances = scene.site().instances(victim);
            for (int i = 0; i < instances.size(); i++) {
                Duration skew = i % 2 == 0 ? SKEW : SKEW.negated();
                restart(instances.get(i), Overrides.variable("JAVA_TOOL_OPTIONS",
                        SkewedClock.option(scene.site().scratch(), skew)));
                scene.fired();
            }
            Instant begun = Instant.now();
            double takenOver = takenOver(scene.site());
            Scene.hold(TIME);
            robbed = takenOver(scene.site()) - takenOver;
            attempts = scene.site().books().mostAttempts(begun);
            for (Instance instance : instances) {
                restart(instance, Overrides.NONE);
            }
        }

        private static double takenOver(Site site) {
            return site.instances().stream().map(Instance::uri)
                    .mapToDouble(uri -> site.clients().metric(uri, "waybill_entries_taken_over_total")).sum();
        }

        private static void restart(Instance instance, Overrides overrides) throws InterruptedException {
            instance.terminate();
            instance.start(overrides);
            instance.awaitReady();
        }

        @Override
        public Seen seen(Scene scene) {
            return Seen.of(attempts == 1 && robbed == 0, "%s +-%d min: at most %d attempt a step, %.0f taken over"
                    .formatted(service, SKEW.toMinutes(), attempts, robbed));
        }
    }
}
