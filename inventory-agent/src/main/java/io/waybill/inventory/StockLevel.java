package io.waybill.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Pieces of one SKU in the warehouse, and how many of them are spoken for. */
record StockLevel(String sku, long onHand, long reserved) {

    @JsonProperty
    long available() {
        return onHand - reserved;
    }
}
