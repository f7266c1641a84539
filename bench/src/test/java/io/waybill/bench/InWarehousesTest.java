package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Line;
import io.waybill.contracts.OrderJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InWarehousesTest {

    private final InWarehouses orders = InWarehouses.likeReal(3, 1);

    @Test
    void anOrdersGoodsAreAllInOneWarehouseWhichHasThem() {
        var stocked = new HashSet<>(orders.skus(Catalogue.standard()));
        var warehouses = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            Set<String> skus = skus(orders.get());
            Set<String> those = skus.stream().map(sku -> sku.substring(0, 3)).collect(Collectors.toSet());
            assertThat(those).hasSize(1);
            assertThat(stocked).containsAll(skus);
            warehouses.addAll(those);
        }
        assertThat(warehouses).containsExactlyInAnyOrder("W01", "W02", "W03");
    }

    @Test
    void theSameSeedMakesTheSameOrders() {
        var again = InWarehouses.likeReal(3, 1);
        for (int i = 0; i < 10; i++) {
            assertThat(again.get()).isEqualTo(orders.get());
        }
    }

    private static Set<String> skus(Wish wish) {
        return OrderJson.read(wish.body().getBytes(StandardCharsets.UTF_8), UUID.randomUUID(), "m").lines().stream()
                .map(Line::sku).collect(Collectors.toSet());
    }
}
