package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is drawn has the parameters that {@link OrderMaker} states, and the shares that the real file has. */
class OrderMakerTest {

    private static final int ORDERS = 4_000;

    private static List<Wish> wishes = List.of();
    private static List<JsonNode> lines = List.of();

    @BeforeAll
    static void draw() {
        wishes = Stream.generate(OrderMaker.likeReal(17)).limit(ORDERS).toList();
        lines = wishes.stream().flatMap(wish -> json(wish).path("lines").valueStream()).toList();
    }

    @Test
    void linesPerOrderAreThoseOfRealOrders() {
        double[] counts = wishes.stream().mapToDouble(Wish::lines).sorted().toArray();

        assertThat(counts[ORDERS / 2]).isBetween(10.0, 14.0);
        assertThat(counts[ORDERS * 9 / 10]).isBetween(50.0, 75.0);
        assertThat(counts[ORDERS - 1]).isBetween(500.0, 674.0);
        assertThat(share(wishes, wish -> wish.lines() == 1)).isBetween(0.05, 0.12);
    }

    @Test
    void logarithmsHaveTheStatedMeanAndSpread() {
        // rounding up to 1 and the most that there may be pull both a little
        assertThat(mean(wishes, wish -> Math.log(wish.lines()))).isCloseTo(2.44, within(0.1));
        assertThat(spread(wishes, wish -> Math.log(wish.lines()))).isCloseTo(1.31, within(0.1));
        assertThat(mean(lines, line -> Math.log(line.path("quantity").asInt()))).isCloseTo(1.14, within(0.2));
    }

    @Test
    void aHundredProductsMakeAQuarterOfAllLines() {
        List<Long> sold = lines.stream()
                .collect(Collectors.groupingBy(line -> line.path("sku").asString(), Collectors.counting())).values()
                .stream().sorted((one, other) -> Long.compare(other, one)).toList();

        assertThat(sold).hasSizeBetween(2_400, Catalogue.PRODUCTS);
        assertThat(sold.stream().limit(100).mapToLong(Long::longValue).sum() / (double) lines.size())
                .isBetween(0.19, 0.29);
        assertThat(sold.getFirst() / (double) lines.size()).isBetween(0.003, 0.015);
    }

    @Test
    void noOrderNamesAProductTwiceAndEachHasOnePrice() {
        assertThat(wishes).allSatisfy(wish -> {
            List<String> skus = json(wish).path("lines").valueStream().map(line -> line.path("sku").asString())
                    .toList();
            assertThat(skus).hasSize(wish.lines()).doesNotHaveDuplicates();
        });
        assertThat(lines.stream().map(line -> line.path("sku").asString() + line.path("unitPrice")).distinct().count())
                .isEqualTo(distinct(lines, line -> line.path("sku").asString()));
    }

    @Test
    void theSameSeedMakesTheSameOrders() {
        assertThat(Stream.generate(OrderMaker.likeReal(17)).limit(100)).isEqualTo(wishes.subList(0, 100));
        assertThat(OrderMaker.likeReal(18).get()).isNotEqualTo(wishes.getFirst());
    }

    @Test
    void thereMayBeSoManyLinesInEach() {
        assertThat(Stream.generate(OrderMaker.withLines(100, 17)).limit(20)).extracting(Wish::lines).containsOnly(100);
    }

    private static JsonNode json(Wish wish) {
        return JsonMapper.shared().readTree(wish.body());
    }

    private static <T> double mean(List<T> of, ToDoubleFunction<T> value) {
        return of.stream().mapToDouble(value).average().orElse(0);
    }

    private static <T> double spread(List<T> of, ToDoubleFunction<T> value) {
        double mean = mean(of, value);
        return Math.sqrt(of.stream().mapToDouble(value).flatMap(x -> DoubleStream.of((x - mean) * (x - mean))).average()
                .orElse(0));
    }

    private static <T> double share(List<T> of, Predicate<T> those) {
        return of.stream().filter(those).count() / (double) of.size();
    }

    private static <T> int distinct(List<T> of, Function<T, String> value) {
        return new HashSet<>(of.stream().map(value).toList()).size();
    }
}
