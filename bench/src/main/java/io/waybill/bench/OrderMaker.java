package io.waybill.bench;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Orders like real ones, all of which can complete. They are distributed as the first 998 sales of the Online Retail data set
 * (UCI 352, doi 10.24432/C5BW33) with their 27,927 lines, in which four things are close to lognormal. Mean and standard
 * deviation of the logarithm were taken from the file:
 *
 * <ul>
 * <li>lines per order: 2.44 and 1.31, at most 674 (half of the orders have up to 14, the mean is 28, one in ten has 1);
 * <li>popularity: 1.05 spreads it so that 100 of 2,509 products make a quarter of all lines;
 * <li>pieces per line: 1.14 and 1.16 (half of the lines have up to 3);
 * <li>price of a product in pence: 5.53 and 0.88.
 * </ul>
 *
 * The same seed makes the same orders, one after the other.
 */
final class OrderMaker implements Supplier<Wish> {

    static final Lognormal LINES = new Lognormal(2.44, 1.31, 1, 674);
    private static final Lognormal PIECES = new Lognormal(1.14, 1.16, 1, 10_000);

    private final Catalogue catalogue = Catalogue.standard();
    private final String label;
    private final RandomGenerator random;
    private final ToIntFunction<RandomGenerator> lines;
    private int number;

    private OrderMaker(long seed, ToIntFunction<RandomGenerator> lines) {
        this.label = "bench-" + seed;
        this.random = new SplittableRandom(seed);
        this.lines = lines;
    }

    /** With as many lines as real orders have. */
    static OrderMaker likeReal(long seed) {
        return new OrderMaker(seed, LINES::draw);
    }

    /** Each with so many lines, but otherwise like the real ones. */
    static OrderMaker withLines(int lines, long seed) {
        return new OrderMaker(seed, _ -> lines);
    }

    @Override
    public Wish get() {
        int count = lines.applyAsInt(random);
        String body = IntStream.generate(() -> catalogue.draw(random)).distinct().limit(count)
                .mapToObj(this::line).collect(Collectors.joining(","));
        return new Wish(count, json("%s-%07d".formatted(label, ++number), body));
    }

    private String line(int product) {
        return "{\"sku\":\"" + catalogue.sku(product)
                + "\",\"description\":\"Hanging heart T-light holder\",\"quantity\":"
                + PIECES.draw(random) + ",\"unitPrice\":" + catalogue.price(product) + "}";
    }

    private static String json(String reference, String lines) {
        return """
                {"reference":"%s","currency":"GBP","customer":{"id":"17850","name":"Ada Lovelace","email":"ada@example.com"},\
                "shipTo":{"name":"Ada Lovelace","street":"12 St James's Square","city":"London","postalCode":"SW1Y 4JH","country":"GB"},\
                "lines":[%s],"paymentMethod":"pm_card_visa"}"""
                .formatted(reference, lines);
    }
}
