package io.waybill.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Where and when one fault happens. */
final class Scene {

    private final Site site;
    private final String label;
    private final RandomGenerator random;
    private final ClientLog log;
    private final LongAdder fired = new LongAdder();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Instant begun;
    private volatile Instant hurt;
    private volatile Instant healed;

    /** @param label begins the references of this scene's orders */
    Scene(Site site, String label, RandomGenerator random) {
        this(site, label, random, new ClientLog(), Instant.now());
    }

    private Scene(Site site, String label, RandomGenerator random, ClientLog log, Instant begun) {
        this.site = site;
        this.label = label;
        this.random = random;
        this.log = log;
        this.begun = begun;
        this.hurt = begun;
        this.healed = begun;
    }

    /** The same for one of several faults, which counts for itself. */
    Scene part() {
        return new Scene(site, label, random, log, begun);
    }

    Site site() {
        return site;
    }

    String label() {
        return label;
    }

    RandomGenerator random() {
        return random;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    ClientLog log() {
        return log;
    }

    Supplier<Wish> mix() {
        return new OrderMix(label, new SplittableRandom(random.nextLong()));
    }

    /** The fault did something to the fleet. */
    void fired() {
        fired(1);
    }

    void fired(long times) {
        fired.add(times);
    }

    long timesFired() {
        return fired.sum();
    }

    /** Says a line to the reader, below the result. */
    void note(String line) {
        notes.add(line);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    Instant begun() {
        return begun;
    }

    void strikes() {
        hurt = Instant.now();
    }

    void isHealed() {
        healed = Instant.now();
    }

    /** When it began to hurt. */
    Instant hurt() {
        return hurt;
    }

    /** When nothing was broken any more. */
    Instant healed() {
        return healed;
    }

    /** How long after that the last of the orders that came before it was settled. */
    Duration recovered() throws Exception {
        Duration late = site.books().lastSettledBefore(healed).map(last -> Duration.between(healed, last))
                .orElse(Duration.ZERO);
        return late.isNegative() ? Duration.ZERO : late;
    }

    static void hold(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
