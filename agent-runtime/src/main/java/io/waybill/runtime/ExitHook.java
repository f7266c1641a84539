package io.waybill.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ends the process when it's asked to, and tells by the exit code how that went: 0 when everything stopped, 1 when it didn't
 * or took too long. By itself a Java process that gets SIGTERM ends with 143 either way.
 */
final class ExitHook {

    private static final Duration LONGEST = Duration.ofSeconds(24);
    private static final Logger LOG = LoggerFactory.getLogger(ExitHook.class);

    private final Thread thread = Thread.ofPlatform().name("exit").unstarted(this::end);
    private volatile @Nullable ConfigurableApplicationContext context;

    private ExitHook() {}

    static ExitHook add() {
        var hook = new ExitHook();
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /** Known before it has started, so that a process that is stopped while it starts leaves nothing behind either. */
    void closes(ConfigurableApplicationContext started) {
        context = started;
    }

    /** For a start that failed; one that failed because the process is ending already waits for that end. */
    void remove() throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException _) {
            thread.join();
        }
    }

    private void end() {
        Thread.ofPlatform().daemon().name("exit at last").start(ExitHook::giveUp);
        Runtime.getRuntime().halt(close() ? 0 : 1);
    }

    private boolean close() {
        ConfigurableApplicationContext known = context;
        try {
            if (known != null) {
                known.close();
            }
            return true;
        } catch (RuntimeException e) {
            LOG.error("the service didn't stop cleanly", e);
            return false;
        }
    }

    private static void giveUp() {
        try {
            Thread.sleep(LONGEST);
        } catch (InterruptedException _) {
            // nobody interrupts it; then it's no less late
        }
        LOG.error("the service didn't stop within {} s", LONGEST.toSeconds());
        Runtime.getRuntime().halt(1);
    }
}
