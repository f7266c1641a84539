package io.waybill.fleet;

import io.waybill.checker.Checker;
import io.waybill.checker.Mode;
import io.waybill.checker.Report;
import io.waybill.checker.Request;
import io.waybill.checker.Sources;
import io.waybill.checker.UnreadableException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Looks whether the invariants hold in the fleet that runs. Exits with 0 when all do that could be looked at, and with 1 when
 * one doesn't, or when the fleet can't be asked.
 */
@Command(name = "check", description = "Look whether nothing was lost and nothing done twice.", mixinStandardHelpOptions = true, footer = {
    "", "Orders under way are fine, unless --settled says that there should be none."})
final class CheckCommand implements Callable<Integer> {

    /** What must be so when the fleet is at rest. */
    static final class AtRest {

        @Option(names = "--settled", required = true, description = "Every order must have ended and settled, and nothing be left in Redis.")
        private boolean settled;

        @Option(names = "--parked", paramLabel = "N", description = "How many steps and entries should be parked (0).")
        private int parked;

        @Option(names = "--repeated", paramLabel = "N", description = "How many messages may have been sent again; by default any number.")
        private int repeated = -1;

        Mode mode() {
            return new Mode.Settled(new Mode.Expected(parked,
                    repeated < 0 ? OptionalInt.empty() : OptionalInt.of(repeated), OptionalLong.empty()));
        }
    }

    private final Settings settings;

    @ArgGroup(exclusive = false)
    private AtRest atRest = new AtRest();

    @Option(names = "--log", paramLabel = "FILE", description = "What a client sent and was answered: one JSON object a line.")
    private Path log = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CheckCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Addresses addresses = Addresses.find(new Home(settings.home()), settings);
        try {
            Report report = Checker.of(sources(addresses))
                    .check(atRest.settled ? atRest.mode() : new Mode.Online());
            out.print(new CheckTable(report));
            out.flush();
            return report.ok() ? Waybill.DONE : Waybill.NOT_DONE;
        } catch (UnreadableException e) {
            throw new FleetException(e.getMessage() + ". Start the fleet with ./waybill up", e);
        }
    }

    private Sources sources(Addresses addresses) {
        Sources sources = Sources
                .of(new DriverManagerDataSource("jdbc:%s/waybill".formatted(addresses.postgres()), "checker",
                        "waybill"))
                .withRedis(addresses.redis());
        if (settings.simulators().isPresent()) {
            sources = sources.withProvider(addresses.simulators());
        }
        if (log.toString().isEmpty()) {
            return sources;
        }
        if (!Files.isReadable(log)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + log + " that can be read");
        }
        return sources.withRequests(Request.read(log));
    }
}
