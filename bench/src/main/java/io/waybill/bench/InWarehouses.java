package io.waybill.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The same orders, each to one of several warehouses, which have the same goods on shelves of their own: orders to two
 * warehouses never want the same row. With one warehouse the old chain manages an order in three seconds, and a run that
 * tells a P99 would take hours.
 */
record InWarehouses(Supplier<Wish> orders, int warehouses, RandomGenerator random) implements Supplier<Wish> {

    private static final String SKU = "\"sku\":\"";

    /** The same seed makes the same orders, one after the other. */
    static InWarehouses likeReal(int warehouses, long seed) {
        return new InWarehouses(OrderMaker.likeReal(seed), warehouses, new SplittableRandom(seed));
    }

    @Override
    public Wish get() {
        Wish wish = orders.get();
        return new Wish(wish.lines(), wish.body().replace(SKU, SKU + prefix(random.nextInt(warehouses))));
    }

    /** All that must be in stock. */
    List<String> skus(Catalogue catalogue) {
        return IntStream.range(0, warehouses).boxed().flatMap(
                warehouse -> catalogue.skus().stream().map(sku -> prefix(warehouse) + sku)).toList();
    }

    private static String prefix(int warehouse) {
        return "W%02d-".formatted(warehouse + 1);
    }
}
