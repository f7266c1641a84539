package io.waybill.fleet;

import io.waybill.servers.HeldFolder;
import io.waybill.servers.PostgresServer;
import io.waybill.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Forgets everything: orders, stock, keys, log. Refuses while a fleet runs; stops servers that a killed one left. */
@Command(name = "reset", description = "Forget all local data: orders, stock, keys and log.", mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ResetCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var home = new Home(settings.home());
        if (!Files.exists(home.path())) {
            spec.commandLine().getOut().printf("There is nothing to forget: %s doesn't exist%n", home.path());
            return Waybill.DONE;
        }
        try (HeldFolder held = home.hold()) {
            LeftBehind.stop(home);
            if (Files.exists(home.postgres())) {
                PostgresServer.stopLeftBehind(home.postgres());
            }
            if (Files.exists(home.redis())) {
                RedisServer.stopLeftBehind(home.redis());
            }
            home.contents().forEach(ResetCommand::delete);
            spec.commandLine().getOut().printf("Forgotten: all data in %s%n", held.path());
        }
        return Waybill.DONE;
    }

    private static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
