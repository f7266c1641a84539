package io.waybill.faults;

import io.waybill.fleet.OwnHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Runs faults one after another on one fleet, and says what became of each. */
final class Suite {

    private static final double PER_SECOND = 20;

    private final Path home;
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final long seed;
    private final OptionalInt orders;
    private final Table table;
    private int held;
    private int failed;
    private int notRun;

    /** @param orders how many each fault meets; otherwise as many as arrive while it lasts */
    Suite(Path home, Map<String, String> environment, PrintWriter out, long seed, OptionalInt orders) {
        this.home = home;
        this.environment = environment;
        this.out = out;
        this.seed = seed;
        this.orders = orders;
        this.table = new Table(out);
    }

    /** Returns whether everything held that could be run, and something was. */
    boolean run(List<Known> faults, int pairs) throws InterruptedException, IOException {
        for (Shape shape : Shape.values()) {
            List<Known> those = faults.stream().filter(fault -> fault.shape() == shape).toList();
            int drawn = shape == Shape.USUAL ? pairs : 0;
            if (!those.isEmpty() || drawn > 0) {
                on(shape, those, drawn);
            }
        }
        table.foot(held, failed, notRun);
        return failed == 0 && held > 0;
    }

    private void on(Shape shape, List<Known> faults, int pairs) throws InterruptedException, IOException {
        try (Site site = Site.open(OwnHome.fresh(home), shape.counts(), shape, environment, out)) {
            new Trial(site, PER_SECOND).warmUp(new Random(seed));
            table.head(seed);
            for (Known fault : faults) {
                run(site, "%2s %s".formatted(fault.number() == 0 ? "" : fault.number(), fault.title()), fault.must(),
                        fault.make(), fault.seconds(), new Random(seed + fault.title().hashCode()));
            }
            var random = new Random(seed);
            for (int pair = 1; pair <= pairs; pair++) {
                run(site, pair, random);
            }
        }
    }

    /** Two that don't get into each other's way. */
    private void run(Site site, int number, RandomGenerator random) throws InterruptedException {
        List<Known> all = Known.numbered();
        Known one = all.get(random.nextInt(all.size()));
        List<Known> others = all.stream().filter(fault -> fault.area().isApartFrom(one.area())).toList();
        Known other = others.get(random.nextInt(others.size()));
        run(site, "p%d %d+%d".formatted(number, one.number(), other.number()),
                "%s and %s".formatted(one.title(), other.title()), new Both(one.make(), other.make()),
                Math.max(one.seconds(), other.seconds()), random);
    }

    private void run(Site site, String title, String must, Fault fault, int seconds, RandomGenerator random)
            throws InterruptedException {
        table.begin(title);
        double perSecond = orders.isPresent() && seconds > 0 ? orders.getAsInt() / (double) seconds : PER_SECOND;
        String label = "f" + seed + "-" + title.strip().replaceAll("\\W+", "-");
        try {
            Verdict verdict = new Trial(site, seconds == 0 ? 0 : perSecond).of(label, fault, random);
            table.end(must, verdict);
            count(verdict.held());
        } catch (Fault.NotHere e) {
            table.notRun(String.valueOf(e.getMessage()));
            notRun++;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            table.broken(e);
            failed++;
            site.mend();
        }
    }

    private void count(boolean good) {
        if (good) {
            held++;
        } else {
            failed++;
        }
    }
}
