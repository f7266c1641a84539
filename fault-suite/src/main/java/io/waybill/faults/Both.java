package io.waybill.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two faults at once. Their own bounds are those of one alone, so here only the invariants are asked for. */
final class Both implements Fault {

    private static final int LATEST_MS = 5_000;

    private final Fault one;
    private final Fault other;
    private Optional<Scene> first = Optional.empty();
    private Optional<Scene> second = Optional.empty();

    Both(Fault one, Fault other) {
        this.one = one;
        this.other = other;
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Duration later = Duration.ofMillis(scene.random().nextInt(LATEST_MS));
        Scene ofOne = scene.part();
        Scene ofOther = scene.part();
        first = Optional.of(ofOne);
        second = Optional.of(ofOther);
        try (var strikers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> striking = strikers.submit(() -> {
                Scene.hold(later);
                other.strike(ofOther);
                return null;
            });
            one.strike(ofOne);
            striking.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        boolean bothDid = ofOne.timesFired() > 0 && ofOther.timesFired() > 0;
        scene.fired(bothDid ? ofOne.timesFired() + ofOther.timesFired() : 0);
    }

    @Override
    public Seen seen(Scene scene) throws Exception {
        return Seen.of(true, "settled after %s".formatted(Seen.seconds(scene.recovered())));
    }

    @Override
    public int parks() {
        return one.parks() + other.parks();
    }

    @Override
    public long repeatedMessages(Scene scene) {
        return first.map(one::repeatedMessages).orElse(0L) + second.map(other::repeatedMessages).orElse(0L);
    }

    @Override
    public void tidy(Scene scene) throws Exception {
        one.tidy(scene);
        other.tidy(scene);
    }
}
