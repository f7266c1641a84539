package io.waybill.faults;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Runs the fault suite: {@code ./waybill faults}. */
final class FaultSuite {

    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private FaultSuite() {}

    public static void main(String... arguments) {
        System.setProperty("logback.configurationFile", "fault-suite-logback.xml");
        var ended = new CountDownLatch(1);
        endInOrder(Thread.currentThread(), ended);
        int exit = new CommandLine(new FaultsCommand(System.getenv(), itself(arguments))).execute(arguments);
        ended.countDown();
        System.exit(exit);
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

    private static List<String> itself(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FaultSuite.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
