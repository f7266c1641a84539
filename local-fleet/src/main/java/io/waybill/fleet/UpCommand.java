package io.waybill.fleet;

import io.waybill.servers.HeldFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts everything and stays until it is interrupted (Ctrl-C, SIGTERM); then it stops everything and exits with 0. */
@Command(name = "up", description = "Start PostgreSQL, Redis, the simulators and all services; Ctrl-C stops them.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    UpCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        var home = new Home(settings.home());
        try (HeldFolder held = home.hold()) {
            FleetLog.begin(home.log());
            out.printf("Waybill starts in %s%n", held.path());
            var fleet = new Fleet(home, settings, new Progress(out, InstantSource.system()));
            var stopper = Thread.ofPlatform().unstarted(() -> stop(fleet, home, out));
            Runtime.getRuntime().addShutdownHook(stopper);
            try {
                Secrets secrets = Secrets.ensure(home, settings);
                fleet.start(secrets);
                var addresses = Addresses.from(settings);
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

    /** Ends the process itself: by itself it would end as interrupted, although stopping it so is the regular way. */
    private static void stop(Fleet fleet, Home home, PrintWriter out) {
        out.println("Waybill stops");
        out.flush();
        boolean clean = fleet.stop();
        try {
            Files.deleteIfExists(home.addresses());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(clean ? "Waybill has stopped" : "Waybill has stopped, but not cleanly: see " + home.log());
        out.flush();
        if (clean) {
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
