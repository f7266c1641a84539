package io.waybill.fleet;

import io.waybill.servers.ServerStartException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** The console: {@code ./waybill COMMAND}. */
@Command(name = "waybill", description = "An event-driven order pipeline, the whole of it on this machine.", mixinStandardHelpOptions = true, version = "Waybill 0.1.0", usageHelpAutoWidth = true, footer = {
    "", "Programs of their own: ./waybill faults --help, ./waybill bench --help"})
final class Waybill implements Callable<Integer> {

    /** What a command exits with: done, not done (and why was said), or not understood. */
    static final int DONE = 0;
    static final int NOT_DONE = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Waybill() {}

    public static void main(String... arguments) {
        System.exit(commandLine(new Settings(System.getenv())).execute(arguments));
    }

    static CommandLine commandLine(Settings settings) {
        var line = new CommandLine(new Waybill()).addSubcommand(new UpCommand(settings))
                .addSubcommand(new OrderCommand(settings)).addSubcommand(new ReplayCommand(settings))
                .addSubcommand(new CheckCommand(settings))
                .addSubcommand(new CommandLine(new OpsCommand(settings)).addSubcommand(new OpsReplayCommand(settings)))
                .addSubcommand(new ResetCommand(settings)).addSubcommand(new CommandLine.HelpCommand());
        line.setExecutionExceptionHandler((thrown, failed, parsed) -> {
            switch (thrown) {
                case FleetException known -> failed.getErr().println(known.getMessage());
                case ServerStartException known -> failed.getErr().println(known.getMessage());
                default -> throw thrown;
            }
            return NOT_DONE;
        });
        return line;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
