package io.waybill.gateway;

import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventHorizonTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();

    private final EventHorizon horizon = new EventHorizon(DATABASE.ledger);
    private final UUID order = DATABASE.accepted();
    private long seq;

    @BeforeEach
    void anEventIsThere() {
        committed();
    }

    private long committed() {
        new EventRows(DATABASE.ledger).insert(List.of(step(order, 1, ++seq, "validator", "done")));
        return DATABASE.ledger.sql("select max(number) from event").query(Long.class).single();
    }

    private long written(Connection gateway) throws SQLException {
        try (Statement statement = gateway.createStatement(); ResultSet number = statement.executeQuery("""
                insert into event (order_id, life, seq, kind, at, attempts)
                values ('%s', 1, %d, 'settled', now(), 0) returning number
                """.formatted(order, ++seq))) {
            number.next();
            return number.getLong(1);
        }
    }

    private static Connection gateway() throws SQLException {
        Connection gateway = DATABASE.source.getConnection();
        gateway.setAutoCommit(false);
        return gateway;
    }

    @Test
    void whenNobodyWritesAllThatIsThereIsComplete() {
        long last = committed();

        assertThat(horizon.look()).isEqualTo(last);
        assertThat(horizon.isBehind()).isFalse();
    }

    @Test
    void whatIsNotCommittedIsWaitedFor() throws SQLException {
        long before = committed();
        assertThat(horizon.look()).isEqualTo(before);
        try (Connection gateway = gateway()) {
            long late = written(gateway);
            long last = committed();

            assertThat(horizon.look()).isLessThan(late);
            assertThat(horizon.look()).isLessThan(late);
            assertThat(horizon.isBehind()).isTrue();

            gateway.commit();
            assertThat(horizon.look()).isEqualTo(last);
        }
    }

    @Test
    void whatIsNeverCommittedIsNotMissed() throws SQLException {
        try (Connection gateway = gateway()) {
            written(gateway);
            long last = committed();
            horizon.look();

            gateway.rollback();
            assertThat(horizon.look()).isEqualTo(last);
        }
    }

    @Test
    void writersThatComeLaterDoNotHoldItBack() throws SQLException {
        try (Connection first = gateway(); Connection second = gateway(); Connection third = gateway()) {
            written(first);
            long last = committed();
            horizon.look();

            long later = written(second);
            first.commit();
            assertThat(horizon.look()).isBetween(last, later - 1);

            written(third);
            second.commit();
            assertThat(horizon.look()).isGreaterThanOrEqualTo(last);
            third.rollback();
        }
    }

    @Test
    void itNeverFalls() throws SQLException {
        long last = committed();
        assertThat(horizon.look()).isEqualTo(last);
        try (Connection gateway = gateway()) {
            written(gateway);
            assertThat(horizon.look()).isGreaterThanOrEqualTo(last);
            gateway.rollback();
        }
    }
}
