package io.waybill.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How one process of the fleet is started.
 *
 * @param label which service it is
 * @param parameters its Spring properties
 * @param overrides its whole environment, and what is to be otherwise
 */
record Launch(String name, String label, Home home, Map<String, String> parameters, Overrides overrides) {

    /** Ctrl-C reaches all processes of a terminal, but only the fleet's own may act on it: it stops the others in order. */
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    /** As {@code ./waybill} starts its own JVM, and as the image starts services. */
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx256m", "-Dhttp.maxConnections=200",
            "-Dsun.net.http.retryPost=false", "--enable-native-access=ALL-UNNAMED");

    /**
     * Many JVMs share a machine here and compile the same code each for itself: with the quick compiler alone the fleet's start
     * takes a third of the processor's time, and the first thousand orders two thirds. It pays off until a fleet has seen many
     * thousands; so a fleet that is to be measured, and has the time to warm up, has both, as in production.
     */
    private static final String QUICK_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

    /** Options that the JVM itself takes from its environment; whoever sets them chooses the compilers, too. */
    private static final String OPTIONS = "JDK_JAVA_OPTIONS";

    private static final String CLASS_ARCHIVE = "-XX:SharedArchiveFile=";

    Path log() {
        return home.log(name);
    }

    /** The process ends when it's told to, and when the pipe to its input is closed: at our end at the latest. */
    Process start(Overrides more) {
        Overrides all = new Overrides(parameters, Map.of()).and(overrides).and(more);
        var properties = new HashMap<>(all.properties());
        var environment = new HashMap<>(all.environment());
        for (String secret : Parameters.SECRET) {
            String value = properties.remove(secret);
            if (value != null) {
                environment.put(secret.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value);
            }
        }
        // not on the command line, which would be too long to be read by LeftBehind
        environment.put("CLASSPATH", System.getProperty("java.class.path"));

        var builder = new ProcessBuilder(command(properties, environment)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Map<String, String> properties, Map<String, String> environment) {
        var command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        if (!environment.containsKey(OPTIONS)) {
            command.add(QUICK_COMPILER_ALONE);
        }
        command.addAll(classArchive());
        command.add(LeftBehind.mark(home));
        command.add(ServiceProcess.class.getName());
        command.add(label);
        command.addAll(Parameters.arguments(properties));
        return command;
    }

    /** The same class path has the same archive. */
    private static List<String> classArchive() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(CLASS_ARCHIVE))
                .flatMap(archive -> List.of(archive, "-Xlog:cds*=off", "-Xlog:aot*=off").stream()).toList();
    }
}
