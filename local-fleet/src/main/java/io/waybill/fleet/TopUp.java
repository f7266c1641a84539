package io.waybill.fleet;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills the warehouse up for many products, some at a time. */
record TopUp(StockClient stock) {

    private static final int AT_ONCE = 16;

    /** Returns how many products had to be filled up. */
    int ensure(Map<String, Long> needed) throws InterruptedException {
        try (var fillers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var results = new ArrayList<Future<Boolean>>();
            needed.forEach((sku, quantity) -> results.add(fillers.submit(() -> stock.topUp(sku, quantity))));
            int added = 0;
            for (Future<Boolean> result : results) {
                added += result.get() ? 1 : 0;
            }
            return added;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FleetException known ? known : new IllegalStateException(e);
        }
    }
}
