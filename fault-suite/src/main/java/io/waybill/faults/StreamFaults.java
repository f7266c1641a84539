package io.waybill.faults;

import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Redis says what it said before, in any sequence. */
final class StreamFaults {

    private StreamFaults() {}

    /** 22. A reader without a group is told of an entry when the agents are, so it needn't hurry before they delete it. */
    static final class ThriceShuffled implements Fault {

        private static final Duration TIME = Duration.ofSeconds(25);
        private static final int SPREAD_MS = 5_000;
        private static final int COPIES = 2;
        /** Marks a copy, so that it isn't copied in its turn; agents read only the fields that they know. */
        private static final String MARK = "copy";

        @Override
        public void strike(Scene scene) throws InterruptedException {
            Instant end = Instant.now().plus(TIME);
            try (var tail = new Tail(scene.site().openStreams());
                    var later = Executors.newVirtualThreadPerTaskExecutor()) {
                while (Instant.now().isBefore(end)) {
                    tail.next().stream().filter(entry -> !entry.getBody().containsKey(MARK))
                            .forEach(entry -> copy(scene, entry, later));
                }
            }
        }

        private static void copy(Scene scene, StreamMessage<String, String> entry, ExecutorService later) {
            Map<String, String> copied = new HashMap<>(entry.getBody());
            copied.put(MARK, entry.getId());
            for (int copy = 0; copy < COPIES; copy++) {
                Duration delay = Duration.ofMillis(scene.random().nextInt(SPREAD_MS));
                later.execute(() -> add(scene, entry.getStream(), copied, delay));
            }
        }

        private static void add(Scene scene, String stream, Map<String, String> fields, Duration delay) {
            try {
                Scene.hold(delay);
                scene.site().streams().commands().xadd(stream, fields);
                scene.fired();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            long events = scene.site().books().eventsSince(scene.hurt());
            return Seen.of(scene.timesFired() > events,
                    "%d copies beside %d events".formatted(scene.timesFired(), events));
        }
    }
}
