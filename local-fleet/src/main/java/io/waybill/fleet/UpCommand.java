package io.waybill.fleet;

import io.waybill.contracts.InvalidPipelineException;
import io.waybill.contracts.PipelineFile;
import io.waybill.servers.HeldFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Starts everything and stays until it is interrupted (Ctrl-C, SIGTERM); then it stops everything, within 45 s, and exits with 0.
 * What doesn't stop by itself is killed and named, and the exit code is 1; orders go on with the next start.
 */
@Command(name = "up", description = "Start PostgreSQL, Redis, the simulators and all services; Ctrl-C stops them.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private final Settings settings;

    @Option(names = "--processes", description = "Each service as a process of its own, with a log of its own.")
    private boolean processes;

    @Option(names = "--instances", paramLabel = "N|SERVICE=N,…", description = "With --processes: how many of each service, or of those named.")
    private @Nullable String instances;

    @Option(names = "--redis-cluster", description = "Redis in cluster mode, as one node with all slots.")
    private boolean redisCluster;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    UpCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        FleetPlan plan = plan();
        requirePipeline();
        var home = new Home(settings.home());
        try (HeldFolder held = home.hold()) {
            FleetLog.begin(home.log());
            out.printf("Waybill starts in %s%n", held.path());
            Fleet fleet = fleet(plan, new Progress(out, InstantSource.system()));
            var stopper = Thread.ofPlatform().unstarted(() -> stop(fleet, home, out));
            Runtime.getRuntime().addShutdownHook(stopper);
            try {
                Secrets secrets = Secrets.ensure(home, settings);
                Addresses addresses = fleet.start(secrets);
                new DemoStock(new StockClient(new Http(), addresses.inventory(), secrets.opsToken())).ensure();
                addresses.note(home);
                out.println(new Welcome(addresses, home, secrets));
                out.println("waybill is ready");
                out.flush();
                Thread.currentThread().join();
                return Waybill.DONE;
            } catch (RuntimeException e) {
                leaveToStopper(stopper);
                fleet.stop();
                throw e;
            }
        }
    }

    /** Each service would refuse it by itself, when half of the fleet is up. */
    private void requirePipeline() {
        try {
            settings.pipeline().ifPresent(PipelineFile::read);
        } catch (InvalidPipelineException e) {
            throw new FleetException(String.valueOf(e.getMessage()), e);
        }
    }

    private FleetPlan plan() {
        if (instances != null && !processes) {
            throw new ParameterException(spec.commandLine(), "--instances needs --processes: one JVM has one of each");
        }
        FleetPlan plan = FleetPlan.in(settings.home(), settings.environment());
        try {
            return plan.with(redisCluster ? ServerPlan.REDIS_CLUSTER : ServerPlan.STANDARD)
                    .with(instances == null ? Map.of() : Roster.parse(instances).counts());
        } catch (FleetException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Fleet fleet(FleetPlan plan, Progress progress) {
        return processes ? new ProcessFleet(plan, progress) : new OneJvmFleet(plan, progress);
    }

    /** Ends the process itself: by itself it would end as interrupted, although stopping it so is the regular way. */
    private static void stop(Fleet fleet, Home home, PrintWriter out) {
        out.println("Waybill stops");
        out.flush();
        List<String> troubles = fleet.stop();
        try {
            Files.deleteIfExists(home.addresses());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        troubles.forEach(trouble -> out.println("  " + trouble));
        boolean clean = troubles.isEmpty();
        out.println(clean
                ? "Waybill has stopped"
                : "Waybill has stopped, but not cleanly: the next ./waybill up goes on with what was in hand. The log is "
                        + home.log());
        out.flush();
        if (clean && fleet instanceof OneJvmFleet) { // the others' classes aren't here
            ClassArchive.writeIfWanted();
        }
        Runtime.getRuntime().halt(clean ? Waybill.DONE : Waybill.NOT_DONE);
    }

    /** A start that fails because it was interrupted is no failure: then the stopper is at work, and ends the process. */
    private static void leaveToStopper(Thread stopper) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException e) {
            Thread.currentThread().join();
        }
    }
}
