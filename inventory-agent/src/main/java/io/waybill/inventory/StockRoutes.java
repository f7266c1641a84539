package io.waybill.inventory;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators see and set of the stock. */
@RestController
@RequestMapping("/stock/{sku}")
class StockRoutes {

    private static final int LONGEST_SKU = 200;

    private final Stock stock;

    StockRoutes(Stock stock) {
        this.stock = stock;
    }

    @GetMapping
    StockLevel level(@PathVariable String sku) {
        return stock.level(checked(sku)).orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND,
                "There is no stock of %s; create it with PUT".formatted(sku)));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    StockLevel set(@PathVariable String sku, @RequestBody Setting setting) {
        if (setting.onHand() < 0) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "onHand must be at least 0, not " + setting.onHand());
        }
        return stock.set(checked(sku), setting.onHand()).orElseThrow(() -> Problems.of(HttpStatus.CONFLICT,
                "More than %d of %s are reserved for orders; GET says how many".formatted(setting.onHand(), sku)));
    }

    /** An SKU that no order can hold has no stock either. */
    private static String checked(String sku) {
        if (sku.isBlank() || sku.length() > LONGEST_SKU || sku.chars().anyMatch(Character::isISOControl)) {
            throw Problems.of(HttpStatus.BAD_REQUEST,
                    "An SKU has 1 to %d characters, none of them control characters".formatted(LONGEST_SKU));
        }
        return sku;
    }

    record Setting(long onHand) {}
}
