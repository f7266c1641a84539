package io.waybill.simulators;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stripe's idempotency layer, https://docs.stripe.com/api/idempotent_requests and
 * https://docs.stripe.com/error-low-level#idempotency: the first answer after execution began is saved, whether it
 * succeeded or failed, and given to every later request with the key. Keys belong to an account, whatever the URL.
 */
@Component
final class IdempotencyKeys {

    record Key(String account, String value) {}

    /** What makes two requests the same one. */
    record Fingerprint(String path, UUID parameters) {}

    /** Whether execution began decides what is remembered. */
    sealed interface Outcome {
        StripeReply reply();

        record Executed(StripeReply reply) implements Outcome {}

        record NotBegun(StripeReply reply) implements Outcome {}
    }

    @FunctionalInterface
    interface Execution {
        Outcome run() throws InterruptedException;
    }

    private static final class Entry {
        final Fingerprint fingerprint;
        final Instant since;
        volatile @Nullable StripeReply saved;

        Entry(Fingerprint fingerprint, Instant since) {
            this.fingerprint = fingerprint;
            this.since = since;
        }
    }

    private final Newest<Key, Entry> entries;
    private final SimulatorSettings settings;
    private final InstantSource clock;

    IdempotencyKeys(SimulatorSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.entries = new Newest<>(settings.keptEntries());
    }

    /** Runs the execution, or returns what it returned the first time. */
    StripeReply once(Key key, Fingerprint fingerprint, Execution execution) throws InterruptedException {
        var now = clock.instant();
        var tooOld = now.minus(settings.keyRetention());
        entries.forgetOldestWhile(entry -> entry.since.isBefore(tooOld));
        var mine = new Entry(fingerprint, now);
        var first = entries.putIfAbsent(key, mine);
        return first == null ? execute(key, mine, execution) : replay(key, first, fingerprint);
    }

    void clear() {
        entries.clear();
    }

    long forgotten() {
        return entries.forgotten();
    }

    private StripeReply execute(Key key, Entry mine, Execution execution) throws InterruptedException {
        try {
            var outcome = execution.run();
            if (outcome instanceof Outcome.Executed) {
                mine.saved = outcome.reply();
            }
            return outcome.reply();
        } finally {
            if (mine.saved == null) {
                entries.retract(key, mine);
            }
        }
    }

    private static StripeReply replay(Key key, Entry first, Fingerprint fingerprint) {
        if (!first.fingerprint.path().equals(fingerprint.path())) {
            throw reused(key, "for the same endpoint they were first used for ('" + fingerprint.path() + "' vs '"
                    + first.fingerprint.path() + "')");
        }
        if (!first.fingerprint.equals(fingerprint)) {
            throw reused(key, "with the same parameters they were first used with");
        }
        var saved = first.saved;
        if (saved == null) {
            throw inUse(key);
        }
        return saved.replayed();
    }

    /** https://docs.stripe.com/api/errors#errors-type. */
    private static StripeError reused(Key key, String rule) {
        return StripeError.of(400, "idempotency_error", "Keys for idempotent requests can only be used " + rule
                + ". Try using a key other than '" + key.value() + "' if you meant to execute a different request.");
    }

    /** https://docs.stripe.com/error-codes#idempotency-key-in-use. */
    private static StripeError inUse(Key key) {
        return StripeError.of(409, "invalid_request_error", "There is currently another in-progress request using this"
                + " Idempotency-Key '" + key.value() + "'. Retry once it has ended.").code("idempotency_key_in_use");
    }
}
