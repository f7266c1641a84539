package io.waybill.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short-lived command and what came of it. */
record Command(int exit, String output) {

    /** Stands for a command that isn't there or couldn't be begun, as the shell says it. */
    private static final int NOT_FOUND = 127;

    boolean succeeded() {
        return exit == 0;
    }

    /** Runs a command to its end; one that isn't installed is a failed one. */
    static Command run(List<String> prefix, List<String> command) {
        var words = new ArrayList<>(prefix);
        words.addAll(command);
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Command(process.waitFor(), output);
        } catch (IOException e) {
            return new Command(NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while " + command.getFirst() + " was running", e);
        }
    }
}
