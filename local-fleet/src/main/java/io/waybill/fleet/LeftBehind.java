package io.waybill.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes of a fleet that was killed: they end as soon as they notice, in a while; who stands still is killed. */
final class LeftBehind {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private LeftBehind() {}

    /** By what a home's processes are known. */
    static String mark(Home home) {
        return "-Dwaybill.fleet=" + home.path();
    }

    /** Returns when none is left. Whoever calls this holds the home, so there is no living fleet that they belong to. */
    static void stop(Home home) throws InterruptedException {
        stop(home, PATIENCE);
    }

    static void stop(Home home, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (ProcessHandle process : of(home)) {
            await(process, deadline);
        }
    }

    static List<ProcessHandle> of(Home home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(mark(home) + " ")).toList();
    }

    private static void await(ProcessHandle process, long deadline) throws InterruptedException {
        if (!process.onExit().thenApply(ended -> true)
                .completeOnTimeout(false, deadline - System.nanoTime(), TimeUnit.NANOSECONDS).join()) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
