package io.waybill.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Waits for processes to be ready. Their output goes to the test's. */
final class Ready {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Ready() {}

    /** @return all that it has printed and still prints */
    static Queue<String> await(Process process, String line) {
        var ready = new CountDownLatch(1);
        Queue<String> output = follow(process, line, ready);
        try {
            if (!ready.await(LONGEST.toSeconds(), TimeUnit.SECONDS) || !output.contains(line)) {
                throw new IllegalStateException("not ready:\n" + String.join("\n", output));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void awaitHealthy(Process process, int port) {
        Queue<String> output = follow(process, "", new CountDownLatch(1));
        Awaitility.await().atMost(LONGEST).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("ended:\n" + String.join("\n", output));
            }
            return new Http(port, "").send("GET", "/actuator/health/readiness", "").statusCode() == 200;
        });
    }

    private static Queue<String> follow(Process process, String awaited, CountDownLatch ready) {
        var output = new ConcurrentLinkedQueue<String>();
        Thread.ofVirtual().start(() -> {
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(line -> {
                    output.add(line);
                    System.out.println("[" + process.pid() + "] " + line);
                    if (line.equals(awaited)) {
                        ready.countDown();
                    }
                });
            } catch (IOException | UncheckedIOException _) {
                // the process has ended
            } finally {
                ready.countDown();
            }
        });
        return output;
    }
}
