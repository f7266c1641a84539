package io.waybill.faults;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Orders as a day brings them: most are good; half carry an Idempotency-Key, and some of those are sent twice. */
final class OrderMix implements Supplier<Wish> {

    /** What there is plenty of, as long as {@link #SOLD_OUT} isn't asked for. */
    static final List<String> SKUS = IntStream.rangeClosed(1, 20).mapToObj("FAULT-%02d"::formatted).toList();
    static final String SOLD_OUT = "SOLD-OUT";

    private static final int MOST_LINES = 3;

    private final String label;
    private final RandomGenerator random;
    private int number;

    /** @param label begins each reference and key, so that runs can be told apart */
    OrderMix(String label, RandomGenerator random) {
        this.label = label;
        this.random = random;
    }

    @Override
    public Wish get() {
        Kind kind = Kind.drawn(random.nextInt(100));
        String reference = "%s-%06d".formatted(label, ++number);
        Optional<String> key = random.nextBoolean() ? Optional.of("key-" + reference) : Optional.empty();
        boolean again = key.isPresent() && random.nextInt(5) == 0;
        return new Wish(kind, reference, key, again, OrderText.json(kind, reference, lines(kind)));
    }

    private String lines(Kind kind) {
        if (kind == Kind.OUT_OF_STOCK) {
            return OrderText.line(SOLD_OUT, 1);
        }
        int first = random.nextInt(SKUS.size());
        return IntStream.range(first, first + random.nextInt(1, MOST_LINES + 1))
                .mapToObj(sku -> OrderText.line(SKUS.get(sku % SKUS.size()), random.nextInt(1, 4)))
                .collect(Collectors.joining(","));
    }
}
