package io.waybill.runtime;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what came from a group's stream, and only then acknowledges and deletes it: each until it works. When the instance
 * stops, the rest is left to a peer.
 */
record Keeping(Redis redis, Group group, Waiter waiter) {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

    void keep(List<String> ids, Runnable write) throws InterruptedException {
        untilItWorks(write);
        acknowledge(ids);
    }

    void acknowledge(List<String> kept) throws InterruptedException {
        String[] arguments = Stream.concat(Stream.of(group.name()), kept.stream()).toArray(String[]::new);
        untilItWorks(() -> Script.ACKNOWLEDGE.call(redis, new String[]{group.stream()}, arguments));
    }

    void untilItWorks(Runnable step) throws InterruptedException {
        while (true) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                LOG.warn("{} waits: {}", group.stream(), e.toString());
                waiter.sleep(PAUSE);
            }
        }
    }
}
