package io.waybill.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Runs a benchmark: {@code ./waybill bench}. */
final class Bench {

    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private Bench() {}

    public static void main(String... arguments) {
        System.setProperty("logback.configurationFile", "bench-logback.xml");
        var ended = new CountDownLatch(1);
        endInOrder(Thread.currentThread(), ended);
        int exit = commandLine(System.getenv()).execute(arguments);
        ended.countDown();
        System.exit(exit);
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new BenchCommand(environment)).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Ctrl-C and SIGTERM: the fleet is stopped before we go. */
    private static void endInOrder(Thread main, CountDownLatch ended) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            main.interrupt();
            try {
                ended.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
