package io.waybill.runtime;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redis for those who hold what mustn't be lost: its being away, hanging or full only makes them late. */
record PatientRedis(Redis redis, Waiter waiter) {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Logger LOG = LoggerFactory.getLogger(PatientRedis.class);

    /**
     * Calls until Redis answers.
     *
     * @throws IllegalArgumentException when the answer is that what is stored there makes no sense; it would never get better
     */
    <T> T call(Supplier<T> call) throws InterruptedException {
        while (true) {
            try {
                return call.get();
            } catch (RedisException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (isAboutWhatIsStored(e)) {
                    throw new IllegalArgumentException(e.getMessage(), e);
                }
                LOG.warn("waiting for Redis: {}", e.toString());
                waiter.sleep(PAUSE);
            }
        }
    }

    /** All other refusals pass: OOM, LOADING, READONLY, CLUSTERDOWN, MISCONF, and what else a server says of itself. */
    private static boolean isAboutWhatIsStored(RedisException e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof RedisCommandExecutionException
                && (message.startsWith("WRONGTYPE") || (message.startsWith("ERR ") && message.contains("user_script")));
    }
}
