package io.waybill.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * One log for all services of the JVM: everything in the file, warnings on the console. Spring Boot would set logging up
 * anew for each service, and tear it down for all when the first one stops, so it is kept away from it.
 */
final class FleetLog {

    private FleetLog() {}

    /** To be called before anything logs. */
    static void begin(Path file) {
        makeFolder(Objects.requireNonNull(file.getParent()));
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("logback.configurationFile", "fleet-logback.xml");
        System.setProperty("waybill.log", file.toString());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Ours to read only: a log may name customers. */
    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
