package io.waybill.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus' own programs, where they are installed. */
final class Prometheus {

    static final String HOW_TO_GET_IT = "promtool isn't on the PATH; on Debian: apt-get install prometheus, or as .ci/run does";

    private Prometheus() {}

    static boolean isInstalled() {
        return find("promtool").isPresent();
    }

    static Path tool(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(HOW_TO_GET_IT));
    }

    private static Optional<Path> find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).findFirst();
    }
}
