package io.waybill.fleet;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Shows operators the agents, and lets them pause and resume one, and see to what is parked. Exits with 1 when the gateway
 * refuses, after it has said why in one line.
 */
@Command(name = "ops", description = "See how the agents are, and steer them.", mixinStandardHelpOptions = true, footer = {
    "", "Without a command: the agents, on a terminal again each second until Ctrl-C.",
    "unread: orders that wait for the agent; in hand: those that it has begun with;",
    "oldest: how long one of them has waited."})
final class OpsCommand implements Callable<Integer> {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Settings settings;
    private final InstantSource clock = InstantSource.system();

    @Option(names = "--once", description = "Show the agents once, also on a terminal.")
    private boolean once;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    OpsCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        OpsClient ops = OpsClient.of(settings);
        if (once || !Screen.isTerminal()) {
            return shown(table(ops));
        }
        var screen = new Screen(out());
        while (true) {
            screen.show(tableOrWhyNot(ops));
            Thread.sleep(EVERY);
        }
    }

    private AgentsTable table(OpsClient ops) {
        return new AgentsTable(ops.agents(), ParkedTable.count(ops.parked(Map.of("limit", "1"))), clock.instant());
    }

    /** Who watches an outage wants to see its end. */
    private String tableOrWhyNot(OpsClient ops) {
        try {
            return table(ops).toString();
        } catch (FleetException e) {
            return e.getMessage() + "\n";
        }
    }

    @Command(name = "parked", description = "List what waits for a person, newest first.", mixinStandardHelpOptions = true)
    int parked(
            @Option(names = "--cause", paramLabel = "CAUSE", description = "Only what was parked for it.") @Nullable String cause,
            @Option(names = "--agent", paramLabel = "AGENT", description = "Only what this agent parked.") @Nullable String agent) {
        JsonNode page = OpsClient.of(settings).parked(given("cause", cause, "agent", agent));
        return shown(new ParkedTable(page, clock.instant()));
    }

    @Command(name = "notes", description = "List who did what, when and why, newest first.", mixinStandardHelpOptions = true)
    int notes(
            @Option(names = "--order", paramLabel = "ID", description = "Only what was done about this order.") @Nullable String order) {
        return shown(new NotesTable(OpsClient.of(settings).notes(given("order", order))));
    }

    @Command(name = "discard", description = "Give up what is parked: its order goes on without it, or is undone.", mixinStandardHelpOptions = true)
    int discard(@Parameters(paramLabel = "ID", description = "As ./waybill ops parked shows it.") String id,
            @Option(names = "--reason", required = true, paramLabel = "WHY", description = "For the record.") String reason) {
        out().println(new SeenTo(OpsClient.of(settings).seeTo(id, "discard", given("reason", reason))));
        return Waybill.DONE;
    }

    @Command(name = "pause", description = "Let an agent read nothing until it's resumed; what it has begun ends.", mixinStandardHelpOptions = true)
    int pause(@Parameters(paramLabel = "AGENT", description = "Such as payment_capture.") String agent,
            @Option(names = "--reason", required = true, paramLabel = "WHY", description = "For those who find it paused.") String reason) {
        JsonNode steered = OpsClient.of(settings).steer(agent, "pause", given("reason", reason));
        JsonNode stands = steered.path("pause");
        if (stands.isObject() && !stands.path("why").asString("").equals(reason.strip())) {
            out().printf("%s is paused already, by %s since %s: %s%n", agent, stands.path("by").asString(""),
                    stands.path("since").asString(""), stands.path("why").asString(""));
            return Waybill.DONE;
        }
        return steered(agent, steered);
    }

    @Command(name = "resume", description = "Let a paused agent read again.", mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "AGENT", description = "Such as payment_capture.") String agent,
            @Option(names = "--reason", paramLabel = "WHY", description = "For the record.") @Nullable String reason) {
        return steered(agent, OpsClient.of(settings).steer(agent, "resume", given("reason", reason)));
    }

    private int steered(String agent, JsonNode steered) {
        out().printf("%s %s%s%n", agent, steered.path("paused").asBoolean() ? "is paused" : "reads again",
                steered.path("inForce").asBoolean() ? "" : " as soon as Redis can be reached");
        return Waybill.DONE;
    }

    private int shown(Record table) {
        out().print(table);
        out().flush();
        return Waybill.DONE;
    }

    /** Names and values by turns; those without a value are left out. */
    static Map<String, String> given(@Nullable String... pairs) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                given.put(pairs[i], pairs[i + 1]);
            }
        }
        return given;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
