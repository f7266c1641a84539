package io.waybill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another JVM of this machine and user. It can't be our own: it would wait for us to read, and we for it to go on. */
record Jvm(long pid) {

    /**
     * The bytes of all objects that are still reachable: the JVM collects its garbage before it counts
     * ({@code jcmd <pid> GC.class_histogram}).
     */
    long liveHeap() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd can't count the objects of %d: %s".formatted(pid, said.strip()));
        }
        return total(said);
    }

    /** @param histogram ends with a line as {@code Total  512345  34567890}: objects and bytes */
    static long total(String histogram) {
        String last = histogram.strip().lines().reduce("", (_, line) -> line);
        return Long.parseLong(last.substring(last.lastIndexOf(' ') + 1));
    }
}
