package io.waybill.faults;

import io.waybill.checker.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** What the clients sent and what they were told: the only witness that Waybill has no hand in. */
final class ClientLog {

    /** Whose the demo key is. */
    private static final String MERCHANT = "demo";

    private final List<Call> calls = new ArrayList<>();

    synchronized void add(Call call) {
        calls.add(call);
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Call> where(Predicate<Call> wanted) {
        return calls().stream().filter(wanted).toList();
    }

    /** Those sent in this time, repeats left out: what a client thinks of the service. */
    List<Call> firstOnesDue(Instant from, Instant to) {
        return where(call -> !call.repeat() && !call.due().isBefore(from) && call.due().isBefore(to));
    }

    /** How many of all requests were accepted, from 0 to 1. */
    double shareAccepted() {
        List<Call> all = calls();
        return all.isEmpty() ? 0 : all.stream().filter(Call::isAccepted).count() / (double) all.size();
    }

    /** As the invariant checker reads it. */
    List<Request> requests() {
        return calls().stream().map(call -> new Request(call.due(), call.wish().key().orElse(null), MERCHANT,
                call.status(), call.orderId().orElse(null), call.isUnanswered() ? null : sha256(call.answer()),
                call.replayed(), call.took().toMillis())).toList();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** How long the slowest of the quickest 99 % took; nothing took nothing. */
    static Duration p99(Collection<Call> calls) {
        List<Duration> sorted = calls.stream().map(Call::took).sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }
}
