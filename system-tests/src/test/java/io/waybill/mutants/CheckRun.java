package io.waybill.mutants;

import io.waybill.mutants.SelectedTests.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check said, in a process of its own.
 *
 * @param output all that the process printed
 */
record CheckRun(Verdict verdict, String said, String output, Duration took) {

    /** Returns when the process has ended. The checks have the same settings, or none. */
    static CheckRun of(ClassPath classPath, List<Check> checks) {
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        checks.stream().flatMap(check -> check.settingsAsArguments().stream()).distinct().forEach(line::add);
        line.addAll(List.of("-cp", classPath.toString(), SelectedTests.class.getName()));
        checks.stream().map(Check::test).distinct().forEach(line::add);
        return run(line);
    }

    private static CheckRun run(List<String> line) {
        long began = System.nanoTime();
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            try (BufferedReader reader = process.inputReader()) {
                String output = reader.readAllAsString();
                Verdict verdict = Verdict.of(process.waitFor());
                String said = output.lines().filter(each -> each.startsWith(SelectedTests.SAYS))
                        .map(each -> each.substring(SelectedTests.SAYS.length())).findFirst().orElse("");
                return new CheckRun(verdict, said, output, Duration.ofNanos(System.nanoTime() - began));
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of what was printed. */
    String tail() {
        List<String> lines = output.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
