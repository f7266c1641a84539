package io.waybill.faults;

import io.waybill.fleet.FleetException;
import io.waybill.servers.ServerStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./waybill faults}. */
@Command(name = "waybill faults", description = "Hurt a fleet of separate processes in every known way, and check that its promises hold.", mixinStandardHelpOptions = true)
final class FaultsCommand implements Callable<Integer> {

    private static final int ALL_HELD = 0;
    private static final int NOT_ALL_HELD = 1;
    private static final int USUAL_PAIRS = 3;

    private final Map<String, String> environment;
    private final List<String> itself;

    @Parameters(paramLabel = "NAME", description = "Faults by name or number; all numbered ones when none is named.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--seed", description = "Repeats a run's choices; drawn and printed when not given.")
    private long seed = new SplittableRandom().nextInt(1_000_000);

    @Option(names = "--orders", description = "Orders for each fault; by default 20 a second arrive.")
    private @Nullable Integer orders;

    @Option(names = "--pairs", description = "Pairs of faults drawn at random, after the single ones; when not given, 3 after all of them and none after those that were named.")
    private @Nullable Integer pairs;

    @Option(names = "--list", description = "Say which faults there are.")
    private boolean list;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param itself the command that runs this program */
    FaultsCommand(Map<String, String> environment, List<String> itself) {
        this.environment = environment;
        this.itself = itself;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Arrays.stream(Known.values()).forEach(
                    fault -> out.printf("%2s %-26s %s%n", fault.number() == 0 ? "" : fault.number(), fault.title(),
                            fault.must()));
            return ALL_HELD;
        }
        List<Known> faults = chosen();
        int drawn = pairs();
        if (faults.contains(Known.POSTGRES_DISK_FULL) || drawn > 0) {
            Optional<Integer> exit = SmallDisk.runInside(itself);
            if (exit.isPresent()) {
                return exit.get();
            }
        }
        try {
            return new Suite(home(), environment, out, seed, orders()).run(faults, drawn)
                    ? ALL_HELD
                    : NOT_ALL_HELD;
        } catch (InterruptedException e) {
            out.println("stopped");
            return NOT_ALL_HELD;
        } catch (FleetException | ServerStartException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_ALL_HELD;
        }
    }

    private List<Known> chosen() {
        if (names.isEmpty()) {
            return Known.numbered();
        }
        return names.stream().flatMap(name -> {
            List<Known> found = Known.named(name);
            if (found.isEmpty()) {
                throw new ParameterException(spec.commandLine(),
                        "There is no fault %s: ./waybill faults --list says which there are".formatted(name));
            }
            return found.stream();
        }).toList();
    }

    private int pairs() {
        if (pairs == null) {
            return names.isEmpty() ? USUAL_PAIRS : 0;
        }
        if (pairs < 0) {
            throw new ParameterException(spec.commandLine(), "--pairs must be 0 or more, not " + pairs);
        }
        return pairs;
    }

    private OptionalInt orders() {
        if (orders == null) {
            return OptionalInt.empty();
        }
        if (orders < 1) {
            throw new ParameterException(spec.commandLine(), "--orders must be 1 or more, not " + orders);
        }
        return OptionalInt.of(orders);
    }

    /** Beside the user's, which is never touched. */
    private Path home() {
        Path users = Path.of(environment.getOrDefault("WAYBILL_HOME", ".waybill")).toAbsolutePath().normalize();
        return users.resolveSibling(users.getFileName() + "-faults");
    }
}
