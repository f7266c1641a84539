package io.waybill.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OrderMixTest {

    @Test
    void theSameSeedGivesTheSameOrders() {
        assertThat(orders(7)).isEqualTo(orders(7)).isNotEqualTo(orders(8));
    }

    @Test
    void mostAreGoodAndThereAreSomeOfEachKind() {
        Map<Kind, Long> byKind = orders(1).stream().collect(groupingBy(Wish::kind, counting()));

        assertThat(byKind).hasSize(Kind.values().length);
        assertThat(byKind.get(Kind.GOOD)).isBetween(620L, 780L);
    }

    @Test
    void onlyWhatHasAKeyIsSentAgain() {
        assertThat(orders(1)).filteredOn(Wish::again).isNotEmpty().allMatch(wish -> wish.key().isPresent());
    }

    @Test
    void bodiesAreJson() {
        assertThat(orders(1)).allSatisfy(
                wish -> assertThat(JsonMapper.shared().readTree(wish.body()).path("lines").size()).isBetween(1, 3));
    }

    private static List<Wish> orders(long seed) {
        return Stream.generate(new OrderMix("test", new SplittableRandom(seed))).limit(1_000).toList();
    }
}
