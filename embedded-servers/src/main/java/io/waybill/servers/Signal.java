package io.waybill.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Java can't say to a process: to stand still, and to go on as if nothing had been. */
public enum Signal {

    STOP, CONT;

    /** Sends it to each; a process that is gone by now is left out. After STOP they do stand still, as far as can be seen. */
    public void send(List<Long> pids) {
        for (long pid : pids) {
            Command.run(List.of("sh", "-c"), List.of("kill -s %s %d".formatted(name(), pid)));
        }
        if (this == STOP) {
            // a busy machine lets other threads go on until the one that got the signal has its turn
            Poll.until(() -> pids.stream().allMatch(Signal::standsStill));
        }
    }

    /** By the state after the name in parentheses (proc_pid_stat(5)). Where there is no such file, it's taken on trust. */
    private static boolean standsStill(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return "TtZX".indexOf(status.charAt(status.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException _) {
            return true;
        }
    }
}
