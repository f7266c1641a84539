package io.waybill.bench;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What there is to be ordered: always the same products at the same prices, some of them wanted much more than others. Which
 * those are has nothing to do with their names.
 */
final class Catalogue {

    /** As many as were sold in the file that {@link OrderMaker} names. */
    static final int PRODUCTS = 2_509;

    private static final long SEED = 352;
    private static final double POPULARITY_SPREAD = 1.05;
    private static final Lognormal PENCE = new Lognormal(5.53, 0.88, 10, 100_000);

    private final int[] prices;
    private final double[] wantedUpTo;

    /** @param wantedUpTo the popularity of a product and of all before it */
    private Catalogue(int[] prices, double[] wantedUpTo) {
        this.prices = prices;
        this.wantedUpTo = wantedUpTo;
    }

    static Catalogue standard() {
        var random = new SplittableRandom(SEED);
        var prices = new int[PRODUCTS];
        Arrays.setAll(prices, _ -> PENCE.draw(random));
        var popularity = new double[PRODUCTS];
        Arrays.setAll(popularity, _ -> Math.exp(random.nextGaussian(0, POPULARITY_SPREAD)));
        Arrays.parallelPrefix(popularity, Double::sum);
        return new Catalogue(prices, popularity);
    }

    /** A product by its number, the popular ones more often. */
    int draw(RandomGenerator random) {
        int found = Arrays.binarySearch(wantedUpTo, random.nextDouble(wantedUpTo[PRODUCTS - 1]));
        return found < 0 ? -found - 1 : found + 1;
    }

    String sku(int product) {
        return "BENCH-%04d".formatted(product);
    }

    /** In pence. */
    int price(int product) {
        return prices[product];
    }

    List<String> skus() {
        return IntStream.range(0, PRODUCTS).mapToObj(this::sku).toList();
    }
}
