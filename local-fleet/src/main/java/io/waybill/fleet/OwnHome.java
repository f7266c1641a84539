package io.waybill.fleet;

import io.waybill.servers.HeldFolder;
import io.waybill.servers.Ports;
import io.waybill.servers.PostgresServer;
import io.waybill.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The home of a fleet that is hurt or measured: new for each run, and left behind after it, for its logs. */
public final class OwnHome {

    private OwnHome() {}

    /**
     * Ends what a killed run has left running in this folder, and empties it.
     *
     * @throws io.waybill.servers.ServerStartException if another one is at work there
     */
    public static Path fresh(Path folder) throws IOException {
        try (HeldFolder held = HeldFolder.claim(folder)) {
            Path redis = held.path().resolve("redis");
            Path postgres = held.path().resolve("postgres");
            if (Files.exists(redis)) {
                RedisServer.stopLeftBehind(redis);
            }
            endUnseen(postgres);
            if (Files.exists(postgres)) {
                PostgresServer.stopLeftBehind(postgres);
            }
            empty(held.path());
            Files.createDirectories(held.path().resolve("log"));
            return held.path();
        }
    }

    /** Ports that nobody uses, for all services and servers: beside a fleet of the user's, and beside other runs. */
    public static Map<String, String> ports() {
        return Stream.concat(Stream.of(Service.values()).map(Service::portVariable),
                Stream.of(Settings.POSTGRES_PORT, Settings.REDIS_PORT, Settings.SIMULATORS_PORT))
                .collect(Collectors.toMap(variable -> variable, _ -> String.valueOf(Ports.random())));
    }

    /** A PostgreSQL whose files were on a disk that is no longer there is known by its command line only. */
    private static void endUnseen(Path postgres) {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("-D " + postgres + "/"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static void empty(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !file.equals(folder.resolve("lock"))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
