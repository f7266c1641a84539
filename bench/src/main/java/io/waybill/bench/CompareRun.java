package io.waybill.bench;

import io.waybill.bench.BaselineProcess.Setup;
import io.waybill.bench.Comparison.Pair;
import io.waybill.bench.Comparison.Terms;
import io.waybill.contracts.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the old chain with Waybill, one after the other on the same servers. Nine minutes when pool and rate have to be
 * found first, else six.
 */
final class CompareRun {

    private static final int WAREHOUSES = 20;
    private static final long PLENTY = 1_000_000_000;
    private static final long SEED = 6;
    /** The old chain asks four times for an order, so 1.2 % of its orders fail by this; others by being waited for too long. */
    private static final double FAILING = 0.003;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REHEARSED_PACE = 5;
    private static final List<Integer> TIMES = List.of(2, 5, 10);

    private static final double QUICK_RATE = 60;
    private static final int QUICK_WORKERS = 32;
    private static final Duration QUICK = Duration.ofSeconds(10);
    private static final Duration USUAL = Duration.ofSeconds(90);
    private static final Duration STEP = Duration.ofSeconds(16);

    private final Site site;
    private final Pipeline pipeline;
    private final Path log;
    private final OutsideWorld world;
    private final Consumer<String> progress;

    /**
     * @param pipeline that the fleet runs
     * @param log of the old chain
     * @param progress told what begins
     */
    CompareRun(Site site, Pipeline pipeline, Path log, Consumer<String> progress) {
        this.site = site;
        this.pipeline = pipeline;
        this.log = log;
        this.world = new OutsideWorld(site.fleet().simulators().uri());
        this.progress = progress;
    }

    /**
     * @param workers of the old chain; looked for if not given
     * @param rate orders per second; looked for if not given
     */
    Comparison compare(Optional<Integer> workers, Optional<Double> rate) throws IOException, InterruptedException {
        stock(orders().skus(Catalogue.standard()));
        Pair quick = quick();
        var rehearsal = new Rehearsal(this::rehearse);
        List<Trial> sweep = workers.isPresent() ? List.of() : rehearsal.sweep();
        int pool = workers.orElseGet(() -> Rehearsal.bestPool(sweep));
        List<Trial> search = rate.isPresent() ? List.of() : rehearsal.search(pool);
        double usual = rate.orElseGet(() -> Rehearsal.bestRate(search));

        world.becomeSlow(FAILING);
        RunResult baseline = baseline("the old chain", new Setup(pool, 1), usual, USUAL);
        world.countAnew();
        RunResult waybill = waybill("Waybill", usual, USUAL.dividedBy(2));
        Floor floor = Floor.of(pipeline, world.medians());
        var steps = new ArrayList<Step>();
        steps.add(new Step(1, usual, Optional.of(baseline), Optional.of(waybill)));
        for (int times : TIMES) {
            steps.add(next(steps.getLast(), times, usual * times, pool));
        }
        return new Comparison(new Terms(usual, pool, WAREHOUSES, FAILING, PATIENCE), sweep, search, steps, quick,
                floor);
    }

    /** On the shelves of both. */
    private void stock(List<String> skus) {
        DataSource tables = site.fleet().postgres().superuser();
        BaselineTables.create(tables, skus, PLENTY);
        JdbcClient.create(tables).sql("insert into inventory.stock (sku, on_hand) select unnest(:skus), :onHand")
                .param("skus", skus.toArray(String[]::new)).param("onHand", PLENTY).update();
    }

    /** Whoever broke at the last step isn't asked for more. */
    private Step next(Step last, int times, double rate, int pool) throws IOException, InterruptedException {
        Optional<RunResult> baseline = Optional.empty();
        if (stands(last.baseline(), last)) {
            baseline = Optional.of(baseline("the old chain, " + times + "x", new Setup(pool, 1), rate, STEP));
        }
        Optional<RunResult> waybill = Optional.empty();
        if (stands(last.waybill(), last)) {
            waybill = Optional.of(waybill("Waybill, " + times + "x", rate, STEP));
        }
        return new Step(times, rate, baseline, waybill);
    }

    private static boolean stands(Optional<RunResult> run, Step step) {
        return step.times() == 1 || run.filter(seen -> !Step.isBroken(seen, step.rate())).isPresent();
    }

    /** Each twice: what the first run costs is the compiler's. */
    private Pair quick() throws IOException, InterruptedException {
        world.becomeQuick();
        waybill("Waybill, to be warm", QUICK_RATE, QUICK);
        RunResult waybill = waybill("Waybill, nobody slow", QUICK_RATE, QUICK);
        var setup = new Setup(QUICK_WORKERS, 0);
        try (BaselineProcess process = start(setup)) {
            baseline("the old chain, to be warm", process, setup, QUICK_RATE, QUICK);
            return new Pair(baseline("the old chain, nobody slow", process, setup, QUICK_RATE, QUICK), waybill);
        }
    }

    private Trial rehearse(int workers, double rate) throws IOException, InterruptedException {
        world.becomeSlow(FAILING, REHEARSED_PACE);
        RunResult run = baseline(
                "rehearsal at five times the pace: %d workers, %s".formatted(workers, Amounts.rate(rate)),
                new Setup(workers, REHEARSED_PACE), rate * REHEARSED_PACE, USUAL.dividedBy(REHEARSED_PACE));
        return Trial.of(run, workers, rate, REHEARSED_PACE);
    }

    private RunResult baseline(String title, Setup setup, double rate, Duration length)
            throws IOException, InterruptedException {
        try (BaselineProcess process = start(setup)) {
            return baseline(title, process, setup, rate, length);
        }
    }

    private RunResult baseline(String title, BaselineProcess process, Setup setup, double rate, Duration length)
            throws InterruptedException {
        progress.accept(title);
        Duration patience = PATIENCE.dividedBy(Math.max(1, setup.pace()));
        try (var client = new BaselineClient(process.orders(), patience)) {
            return new Run(client, orders(), processes(process)).open(title, LoadShape.constant(rate, length));
        }
    }

    private BaselineProcess start(Setup setup) throws IOException, InterruptedException {
        return BaselineProcess.start(setup, site.fleet().postgres(), site.fleet().simulators().uri(), log);
    }

    /** Of the old chain, which has no services and no Redis. */
    private Processes processes(BaselineProcess baseline) {
        var roots = new TreeMap<>(site.processes().roots());
        roots.keySet().retainAll(Set.of(Site.POSTGRES, Usage.SIMULATORS, Usage.GENERATOR));
        roots.put("old chain", List.of(baseline.pid()));
        return new Processes(roots, site.processes().notTheirs());
    }

    private RunResult waybill(String title, double rate, Duration length) throws InterruptedException {
        progress.accept(title);
        return site.run(orders()).open(title, LoadShape.constant(rate, length));
    }

    /** Always the same, from the first one on. */
    private static InWarehouses orders() {
        return InWarehouses.likeReal(WAREHOUSES, SEED);
    }
}
