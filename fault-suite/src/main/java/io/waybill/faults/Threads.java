package io.waybill.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Counts the threads of another JVM, virtual ones as well, which no metric of the JVM's does. */
final class Threads {

    private Threads() {}

    /** @param folder for the dump that is counted */
    static long of(long pid, Path folder) throws IOException, InterruptedException {
        Path dump = folder.resolve("threads-" + pid);
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.dump_to_file", "-overwrite",
                dump.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (process.waitFor() != 0) {
            throw new IOException("jcmd can't count the threads of " + pid);
        }
        try (Stream<String> lines = Files.lines(dump)) {
            return lines.filter(line -> line.startsWith("#")).count();
        } finally {
            Files.delete(dump);
        }
    }
}
