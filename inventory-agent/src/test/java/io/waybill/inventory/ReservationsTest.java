package io.waybill.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.inventory.Reservation.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReservationsTest {

    private static final InventoryDatabase DATABASE = new InventoryDatabase();
    private static final JdbcClient JDBC = DATABASE.as("inventory");

    private final Reservations reservations = new Reservations(JDBC);
    private final Stock stock = new Stock(JDBC);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void whatIsThereIsReserved() {
        String a = sku(10);
        String b = sku(5);

        assertThat(reserve(UUID.randomUUID(), Map.of(a, 3L, b, 5L)).status()).isEqualTo(Status.RESERVED);
        assertThat(reserved(a)).isEqualTo(3);
        assertThat(reserved(b)).isEqualTo(5);
    }

    @Test
    void oneShortLineLeavesAllOthersAlone() {
        String plenty = sku(10);
        String scarce = sku(1);

        assertThat(reserve(UUID.randomUUID(), Map.of(plenty, 3L, scarce, 2L)))
                .isEqualTo(new Reservation(Status.SHORT, scarce));
        assertThat(reserved(plenty)).isZero();
        assertThat(reserved(scarce)).isZero();
    }

    @Test
    void anUnknownSkuHasNoStock() {
        assertThat(reserve(UUID.randomUUID(), Map.of("no-such-sku", 1L)))
                .isEqualTo(new Reservation(Status.SHORT, "no-such-sku"));
    }

    @Test
    void anOrderThatFellShortMayTryAgain() {
        String scarce = sku(1);
        UUID order = UUID.randomUUID();
        reserve(order, Map.of(scarce, 2L));
        stock.set(scarce, 2);

        assertThat(reserve(order, Map.of(scarce, 2L)).status()).isEqualTo(Status.RESERVED);
    }

    @Test
    void aSecondDeliveryReservesNothingMore() {
        String sku = sku(10);
        UUID order = UUID.randomUUID();
        reserve(order, Map.of(sku, 4L));

        assertThat(reserve(order, Map.of(sku, 4L)).status()).isEqualTo(Status.HELD);
        assertThat(reserved(sku)).isEqualTo(4);
    }

    @Test
    void whatIsReleasedIsGivenBackOnce() {
        String sku = sku(10);
        UUID order = UUID.randomUUID();
        reserve(order, Map.of(sku, 4L));
        reserve(UUID.randomUUID(), Map.of(sku, 1L));

        assertThat(DATABASE.release(order)).isEqualTo("released");
        assertThat(DATABASE.release(order)).isEqualTo("already_released");
        assertThat(reserved(sku)).isEqualTo(1);
    }

    @Test
    void aReservationThatComesAfterItsReleaseIsRefused() {
        String sku = sku(10);
        UUID order = UUID.randomUUID();

        assertThat(DATABASE.release(order)).isEqualTo("tombstone");
        assertThat(DATABASE.release(order)).isEqualTo("already_released");
        assertThat(reserve(order, Map.of(sku, 4L)).status()).isEqualTo(Status.RELEASED);
        assertThat(reserved(sku)).isZero();
    }

    @Test
    void aReleasedOrderNeverReservesAgain() {
        String sku = sku(10);
        UUID order = UUID.randomUUID();
        reserve(order, Map.of(sku, 4L));
        DATABASE.release(order);

        assertThat(reserve(order, Map.of(sku, 4L)).status()).isEqualTo(Status.RELEASED);
        assertThat(reserved(sku)).isZero();
    }

    @Test
    void fiveHundredOrdersShareAHundredPieces() throws Exception {
        String sku = sku(100);
        List<Status> answers = inParallel(IntStream.range(0, 500).<Callable<Status>>mapToObj(
                _ -> () -> reserve(UUID.randomUUID(), Map.of(sku, 1L)).status()).toList());

        assertThat(answers).filteredOn(Status.RESERVED::equals).hasSize(100);
        assertThat(answers).filteredOn(Status.SHORT::equals).hasSize(400);
        assertThat(reserved(sku)).isEqualTo(100);
    }

    /** Orders that share SKUs, listed in any order, each delivered twice and some released at the same time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void manyOrdersOverTheSameSkusNeitherDeadlockNorMiscount(long seed) throws Exception {
        var random = new Random(seed);
        List<String> skus = IntStream.range(0, 12).mapToObj(_ -> sku(150)).toList();
        var calls = new ArrayList<Callable<String>>();
        var orders = new ArrayList<UUID>();
        for (int i = 0; i < 300; i++) {
            var order = new UUID(seed, random.nextLong());
            Map<String, Long> lines = randomLines(skus, random);
            orders.add(order);
            calls.add(() -> reserveAsListed(order, lines));
            calls.add(() -> reserveAsListed(order, lines));
            if (random.nextInt(3) == 0) {
                calls.add(() -> DATABASE.release(order));
            }
        }
        Collections.shuffle(calls, random);
        inParallel(calls);

        for (String sku : skus) {
            assertThat(reserved(sku)).as("seed %d, %s", seed, sku).isEqualTo(heldByOrders(sku)).isPositive();
        }
        inParallel(orders.stream().<Callable<String>>map(order -> () -> DATABASE.release(order)).toList());
        assertThat(skus).allSatisfy(sku -> assertThat(reserved(sku)).isZero());
    }

    @Test
    void aSkuThatIsAskedForTwiceIsRefusedAndNothingReserved() {
        String sku = sku(10);

        assertThatThrownBy(() -> JDBC.sql("select status from inventory.reserve(:order, :skus, :quantities)")
                .param("order", UUID.randomUUID()).param("skus", new String[]{sku, sku})
                .param("quantities", new Long[]{1L, 1L}).query(String.class).single())
                .isInstanceOf(UncategorizedSQLException.class);
        assertThat(reserved(sku)).isZero();
    }

    @Test
    void quantitiesBelowOneAreRefused() {
        String sku = sku(10);

        assertThatThrownBy(() -> reserve(UUID.randomUUID(), Map.of(sku, -1L)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "tracking", "notifier", "ledger", "checker"})
    void nobodyButTheRollbackAgentMayRelease(String role) {
        assertDenied(role, "select inventory.release('00000000-0000-0000-0000-000000000001')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "payment", "tracking", "notifier", "ledger"})
    void nobodyElseReadsOrReserves(String role) {
        assertDenied(role, "select * from inventory.stock");
        assertDenied(role, "select * from inventory.reservation");
        assertDenied(role, "select inventory.reserve('00000000-0000-0000-0000-000000000001', '{A}', '{1}')");
    }

    private static void assertDenied(String role, String sql) {
        assertThatThrownBy(() -> DATABASE.as(role).sql(sql).query().listOfRows())
                .isInstanceOf(BadSqlGrammarException.class).rootCause().hasMessageContaining("permission denied");
    }

    private static <T> List<T> inParallel(List<? extends Callable<T>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = new ArrayList<T>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private String sku(long onHand) {
        String sku = "SKU-" + UUID.randomUUID();
        stock.set(sku, onHand);
        return sku;
    }

    private static Map<String, Long> randomLines(List<String> skus, Random random) {
        var shuffled = new ArrayList<>(skus);
        Collections.shuffle(shuffled, random);
        var lines = new LinkedHashMap<String, Long>();
        shuffled.subList(0, 1 + random.nextInt(6)).forEach(sku -> lines.put(sku, 1L + random.nextInt(3)));
        return lines;
    }

    private Reservation reserve(UUID order, Map<String, Long> quantities) {
        return reservations.reserve(order, new TreeMap<>(quantities));
    }

    /** Unsorted, so that only the function itself can keep the locks in order. */
    private static String reserveAsListed(UUID order, Map<String, Long> lines) {
        return JDBC.sql("select status from inventory.reserve(:order, :skus, :quantities)").param("order", order)
                .param("skus", lines.keySet().toArray(String[]::new))
                .param("quantities", lines.values().toArray(Long[]::new)).query(String.class).single();
    }

    private long reserved(String sku) {
        return stock.level(sku).orElseThrow().reserved();
    }

    private static long heldByOrders(String sku) {
        return JDBC.sql("""
                select coalesce(sum(quantity), 0)
                from inventory.reservation, unnest(skus, quantities) as line (sku, quantity)
                where state = 'held' and line.sku = :sku
                """).param("sku", sku).query(Long.class).single();
    }
}
