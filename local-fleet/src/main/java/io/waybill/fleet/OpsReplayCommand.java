package io.waybill.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives what is parked another try: one of it, or all of one cause or agent. */
@Command(name = "replay", description = "Give what is parked another try.", mixinStandardHelpOptions = true, customSynopsis = {
    "waybill ops replay ID [--reason=WHY]",
    "  or:  waybill ops replay [--cause=CAUSE] [--agent=AGENT] [--dry-run]",
    "                          [--reason=WHY]"}, footer = {
        "", "With --dry-run it says what would happen, and nothing does."})
final class OpsReplayCommand implements Callable<Integer> {

    private final Settings settings;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "One, as ./waybill ops parked shows it.")
    private @Nullable String id;

    @Option(names = "--cause", paramLabel = "CAUSE", description = "What was parked for it, up to 1,000 at a time.")
    private @Nullable String cause;

    @Option(names = "--agent", paramLabel = "AGENT", description = "What this agent parked, up to 1,000 at a time.")
    private @Nullable String agent;

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "WHY", description = "For the record.")
    private @Nullable String reason;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    OpsReplayCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        boolean isFiltered = cause != null || agent != null;
        if ((id != null) == isFiltered) {
            throw new ParameterException(spec.commandLine(), "Either an ID, or --cause, --agent or both");
        }
        if (id != null && dryRun) {
            throw new ParameterException(spec.commandLine(), "--dry-run is for --cause and --agent");
        }
        OpsClient ops = OpsClient.of(settings);
        spec.commandLine().getOut().println(new SeenTo(id == null
                ? ops.replayAll(filter())
                : ops.seeTo(id, "replay", OpsCommand.given("reason", reason))));
        return Waybill.DONE;
    }

    private Map<String, Object> filter() {
        var filter = new HashMap<String, Object>(
                OpsCommand.given("cause", cause, "agent", agent, "reason", reason));
        filter.put("dryRun", dryRun);
        return filter;
    }
}
