package io.waybill.simulators;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code POST /control/faults} was sent. Required are provider, operation (or {@code *}) and kind; without
 * {@code rate} or {@code count} the fault strikes every request it matches.
 */
final class FaultReader {

    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();
    private static final Duration HANG = Duration.ofMinutes(10);
    private static final String[] OPTIONAL = {"status", "retryAfter", "delayMs", "rate", "count", "seed"};

    private final Fields fields;

    private FaultReader(Fields fields) {
        this.fields = fields;
    }

    static Fault read(Fields fields) {
        var reader = new FaultReader(fields);
        var operations = reader.operations();
        var kind = reader.kind();
        var mischief = reader.mischief(kind);
        reader.checkKeys(kind, operations);
        var delay = reader.delay(kind);
        var firing = reader.firing();
        fields.knows(OPTIONAL).finish();
        return new Fault(fields.asMap(), operations, mischief, delay, firing);
    }

    private Set<Operation> operations() {
        var wantedProvider = fields.text("provider");
        var wanted = fields.text("operation");
        var provider = Arrays.stream(Provider.values()).filter(p -> p.label().equals(wantedProvider)).findFirst();
        fields.check("provider", wantedProvider.isEmpty() || provider.isPresent(), "must be one of "
                + Arrays.stream(Provider.values()).map(Provider::label).collect(Collectors.joining(", ")));
        var known = EnumSet.noneOf(Operation.class);
        provider.ifPresent(p -> Operation.of(p).forEach(known::add));
        var chosen = EnumSet.copyOf(known);
        chosen.removeIf(operation -> !wanted.equals("*") && !operation.label().equals(wanted));
        fields.check("operation", wanted.isEmpty() || known.isEmpty() || !chosen.isEmpty(), "must be * or one of "
                + known.stream().map(Operation::label).collect(Collectors.joining(", ")));
        return chosen;
    }

    private @Nullable FaultKind kind() {
        var name = fields.text("kind");
        var kind = FaultKind.of(name);
        fields.check("kind", name.isEmpty() || kind != null, "must be one of "
                + Arrays.stream(FaultKind.values()).map(FaultKind::label).collect(Collectors.joining(", ")));
        return kind;
    }

    private Mischief mischief(@Nullable FaultKind kind) {
        return switch (kind) {
            case STATUS -> new Mischief.Refuse(status(), retryAfter());
            case STATUS_AFTER_EFFECT -> new Mischief.ErrorAfterEffect(status());
            case STATUS_SAVED -> new Mischief.SavedError(status());
            case KEY_IN_USE -> keyInUse();
            case HANG -> new Mischief.Hang(hangAtMost());
            case DROP_ANSWER -> new Mischief.DropAnswer();
            case MALFORMED -> new Mischief.Malformed();
            case OVERSIZED -> new Mischief.Oversized();
            case DELAY -> late();
            case null -> new Mischief.Late();
        };
    }

    private Mischief late() {
        fields.check("delayMs", fields.has("delayMs"), "is required for kind delay: how many milliseconds");
        return new Mischief.Late();
    }

    private Mischief keyInUse() {
        fields.check("delayMs", fields.has("delayMs"),
                "is required for kind key_in_use: for how many milliseconds the key is in use");
        return new Mischief.KeyInUse();
    }

    private void checkKeys(@Nullable FaultKind kind, Set<Operation> chosen) {
        fields.check("operation", kind != FaultKind.KEY_IN_USE || chosen.stream().allMatch(Operation::takesKey),
                "must be one that takes an idempotency key for kind key_in_use: "
                        + Arrays.stream(Operation.values()).filter(Operation::takesKey).map(Operation::label)
                                .collect(Collectors.joining(", ")));
    }

    private int status() {
        return (int) fields.wholeNumber("status", 400, 599);
    }

    private @Nullable Integer retryAfter() {
        return fields.has("retryAfter") ? (int) fields.wholeNumber("retryAfter", 0, 3600) : null;
    }

    /** A hanging request has no delay of its own: delayMs says how long it hangs at most, 0 that it doesn't matter. */
    private Duration delay(@Nullable FaultKind kind) {
        return kind == FaultKind.HANG ? Duration.ZERO : delayMs();
    }

    private Duration hangAtMost() {
        var asked = delayMs();
        return asked.isZero() ? HANG : asked;
    }

    private Duration delayMs() {
        return Duration.ofMillis(fields.has("delayMs") ? fields.wholeNumber("delayMs", 0, LONGEST_MILLIS) : 0);
    }

    private Firing firing() {
        fields.check("count", !(fields.has("rate") && fields.has("count")), "can't be given together with rate");
        long seed = fields.has("seed") ? fields.wholeNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE) : 1;
        if (fields.has("count")) {
            return new Firing.First(fields.wholeNumber("count", 1, Long.MAX_VALUE));
        }
        return new Firing.Share(fields.has("rate") ? fields.number("rate", 0, 1) : 1, seed);
    }
}
