package io.waybill.faults;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.time.Duration;

/** Two faults at once. Their own bounds are those of one alone, so here only the invariants are asked for. */
final class Both implements Fault {

    private static final int LATEST_MS = 5_000;

    private final Fault one;
    private final Fault other;

    Both(Fault one, Fault other) {
        this.one = one;
        this.other = other;
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Duration later = Duration.ofMillis(scene.random().nextInt(LATEST_MS));
        try (var strikers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> second = strikers.submit(() -> {
                Scene.hold(later);
                other.strike(scene);
                return null;
            });
            one.strike(scene);
            second.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
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
    public boolean mayRepeatMessages() {
        return one.mayRepeatMessages() || other.mayRepeatMessages();
    }

    @Override
    public void tidy(Scene scene) throws Exception {
        one.tidy(scene);
        other.tidy(scene);
    }
}
