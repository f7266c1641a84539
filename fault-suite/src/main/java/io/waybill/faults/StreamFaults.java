package io.waybill.faults;

import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

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
        private static final double ENOUGH = 1.5;
        private final Map<String, LongAdder> copies = new ConcurrentHashMap<>();

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

        private void copy(Scene scene, StreamMessage<String, String> entry, ExecutorService later) {
            Map<String, String> copied = new HashMap<>(entry.getBody());
            copied.put(MARK, entry.getId());
            for (int copy = 0; copy < COPIES; copy++) {
                Duration delay = Duration.ofMillis(scene.random().nextInt(SPREAD_MS));
                later.execute(() -> add(scene, entry.getStream(), copied, delay));
            }
        }

        private void add(Scene scene, String stream, Map<String, String> fields, Duration delay) {
            try {
                Scene.hold(delay);
                scene.site().streams().commands().xadd(stream, fields);
                copies.computeIfAbsent(Streams.group(stream), _ -> new LongAdder()).increment();
                scene.fired();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** An agent's step comes of one entry, and each entry is copied twice; some are gone before they are seen. */
        @Override
        public Seen seen(Scene scene) throws Exception {
            Map<String, String> steps = scene.site().books().stepsOf(scene.hurt(), scene.healed());
            double fewest = steps.entrySet().stream().mapToDouble(step -> copies
                    .getOrDefault(step.getKey(), new LongAdder()).sum() / Double.parseDouble(step.getValue())).min()
                    .orElse(0);
            return Seen.of(fewest >= ENOUGH,
                    String.format(Locale.ROOT, "%d copies, of each agent's entries %.1f or more",
                            scene.timesFired(), fewest));
        }
    }
}
