package io.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What Linux says of a process's time in {@code /proc/<pid>/stat} (proc_pid_stat(5)).
 *
 * @param own user's and system's time of all its threads, also of those that have ended
 * @param children that of its children that have ended and were waited for, and of theirs
 */
record ProcStat(Duration own, Duration children) {

    /** {@code USER_HZ}: 100 on every architecture that a JDK 25 runs on. */
    private static final int TICK_MILLIS = 10;

    // numbered as in the manual, whose third is the first behind the name
    private static final int UTIME = 14 - 3;
    private static final int STIME = 15 - 3;
    private static final int CUTIME = 16 - 3;
    private static final int CSTIME = 17 - 3;

    /** Nothing when there is no such process any more. */
    static Optional<ProcStat> of(long pid) throws IOException {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** @param line whose second field, the name in brackets, may itself have spaces and brackets */
    static ProcStat parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcStat(ticks(fields[UTIME], fields[STIME]), ticks(fields[CUTIME], fields[CSTIME]));
    }

    private static Duration ticks(String user, String system) {
        return Duration.ofMillis((Long.parseLong(user) + Long.parseLong(system)) * TICK_MILLIS);
    }

    Duration total() {
        return own.plus(children);
    }
}
