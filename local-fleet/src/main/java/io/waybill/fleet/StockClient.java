package io.waybill.fleet;

import io.waybill.fleet.Http.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The inventory's operator routes. */
record StockClient(Http http, URI inventory, String opsToken) {

    /** What the warehouse has of one SKU. */
    record Stock(long onHand, long available) {}

    Optional<Stock> find(String sku) {
        try {
            Answer answer = http.get(uri(sku), opsToken);
            if (answer.status() == 404) {
                return Optional.empty();
            }
            JsonNode stock = requireSuccess(answer).json();
            return Optional.of(new Stock(stock.path("onHand").asLong(), stock.path("available").asLong()));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    void put(String sku, long onHand) {
        try {
            requireSuccess(http.put(uri(sku), opsToken, Map.of("onHand", onHand)));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Sees to it that this much is free to be sold; returns whether anything had to be added. */
    boolean topUp(String sku, long needed) {
        Optional<Stock> found = find(sku);
        long missing = needed - found.map(Stock::available).orElse(0L);
        if (found.isPresent() && missing <= 0) {
            return false;
        }
        put(sku, found.map(Stock::onHand).orElse(0L) + missing);
        return true;
    }

    private URI uri(String sku) {
        return inventory.resolve("/stock/" + URLEncoder.encode(sku, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private Answer requireSuccess(Answer answer) {
        if (!answer.isSuccess()) {
            throw new FleetException("The inventory at %s answers %d: %s".formatted(inventory, answer.status(),
                    answer.body().lines().findFirst().orElse("nothing more")));
        }
        return answer;
    }

    private FleetException unreachable(IOException cause) {
        return new FleetException(
                "The inventory at %s doesn't answer: start the fleet with ./waybill up".formatted(inventory), cause);
    }
}
