package io.waybill.fleet;

import java.util.Map;

/** Goods to try the fleet with. What is there already stays as it is. */
record DemoStock(StockClient stock) {

    private static final Map<String, Long> GOODS = Map.of(
            "WIDGET-1", 1_000_000L,
            "GADGET-2", 1_000_000L,
            "GIZMO-3", 1_000_000L,
            SampleOrder.SOLD_OUT, 0L);

    void ensure() {
        GOODS.forEach((sku, onHand) -> {
            if (stock.find(sku).isEmpty()) {
                stock.put(sku, onHand);
            }
        });
    }
}
