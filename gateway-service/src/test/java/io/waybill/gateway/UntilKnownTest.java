package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class UntilKnownTest {

    private final AtomicInteger tries = new AtomicInteger();

    private static DataAccessResourceFailureException failed(String state) {
        return new DataAccessResourceFailureException("lost", new SQLException("lost", state));
    }

    /** The first answers are lost after the write is done. */
    private <T> Supplier<T> losing(int answers, Supplier<T> write) {
        return () -> {
            T answer = write.get();
            if (tries.incrementAndGet() <= answers) {
                throw failed("08006");
            }
            return answer;
        };
    }

    @Test
    void anOrderWhoseAnswerWasLostIsFoundWrittenWithAKeyAndWithout() {
        var database = new LedgerDatabase();
        NewOrder plain = database.newOrder(UUID.randomUUID());
        var key = new IdempotencyKey(DemoKey.MERCHANT, "POST /orders", "k");
        NewOrder keyed = database.newOrder(UUID.randomUUID()).under(key);

        List<Receipt> receipts = UntilKnown
                .write(losing(2, () -> database.orders.insert(List.of(plain, keyed))));

        assertThat(receipts).hasOnlyElementsOfType(Receipt.Written.class).hasSize(2);
        assertThat(tries).hasValue(3);
        assertThat(database.ledger.sql("select count(*) from orders").query(Integer.class).single()).isEqualTo(2);
        assertThat(database.orders.insert(List.of(database.newOrder(UUID.randomUUID()).under(key))))
                .containsExactly(new Receipt.Repeated(keyed.order().id()));
    }

    @Test
    void whenPostgresqlDoesNotComeBackTheOutcomeIsSaidToBeUnknown() {
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> UntilKnown.write(losing(Integer.MAX_VALUE, () -> "written")))
                .matches(Outage::is);
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "57014", "40001", "08001"})
    void whatSaysThatNothingWasWrittenIsNotTriedAgain(String state) {
        assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> UntilKnown.write(() -> {
            tries.incrementAndGet();
            throw failed(state);
        }));
        assertThat(tries).hasValue(1);
    }

    @Test
    void whoGotNoConnectionHasWrittenNothing() {
        assertThat(Outage.hidesTheOutcome(
                new CannotGetJdbcConnectionException("none", new SQLException("refused", "08006")))).isFalse();
    }
}
