package io.waybill.gateway;

import static io.waybill.gateway.Samples.completed;
import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.contracts.OrderEvent;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LedgerReadingsTest {

    private final LedgerDatabase database = new LedgerDatabase();
    private final LedgerReadings readings = new LedgerReadings(JdbcClient.create(database.connectedAs("checker")),
            List.of("validator", "notifier", "ledger"));

    private double value(FleetGauge gauge, String agent) {
        return readings.look().stream().filter(each -> each.gauge() == gauge)
                .filter(each -> Objects.requireNonNullElse(each.agent(), "").equals(agent)).findFirst().orElseThrow()
                .value();
    }

    private double value(FleetGauge gauge) {
        return value(gauge, "");
    }

    private void write(OrderEvent... events) {
        new LedgerWriter(database.batches(), new EndWaiters(), new Listeners()).write(List.of(events));
    }

    private void acceptedHoursAgo(UUID order, int hours) {
        database.ledger.sql("update orders set accepted_at = accepted_at - :hours * interval '1 hour' where id = :id")
                .param("hours", hours).param("id", order).update();
    }

    @Test
    void anEmptyLedgerHasNothingUnfinishedAndNothingParked() {
        assertThat(readings.look()).contains(new Reading(FleetGauge.ORDERS_UNFINISHED, null, 0),
                new Reading(FleetGauge.ORDER_UNFINISHED_OLDEST_AGE_SECONDS, null, 0),
                new Reading(FleetGauge.PARKED, "validator", 0), new Reading(FleetGauge.PARKED, "ledger", 0));
    }

    @Test
    void anOrderIsUnfinishedUntilItHasEndedEvenIfItHasNotSettled() {
        UUID oldest = database.accepted();
        UUID other = database.accepted();
        acceptedHoursAgo(oldest, 2);
        acceptedHoursAgo(other, 1);
        assertThat(value(FleetGauge.ORDERS_UNFINISHED)).isEqualTo(2);
        assertThat(value(FleetGauge.ORDER_UNFINISHED_OLDEST_AGE_SECONDS)).isBetween(7200.0, 7300.0);

        write(completed(oldest, 1, 1));

        assertThat(value(FleetGauge.ORDERS_UNFINISHED)).isEqualTo(1);
        assertThat(value(FleetGauge.ORDER_UNFINISHED_OLDEST_AGE_SECONDS)).isBetween(3600.0, 3700.0);
    }

    @Test
    void whatIsParkedIsCountedByAgentAndByTheLedgerWhenItIsNoAgents() {
        write(step(database.accepted(), 1, 1, "notifier", "parked"), step(database.accepted(), 1, 1, "forgotten",
                "parked"));
        database.ledger.sql("""
                insert into parked (stream, entry, parked_as, fields, cause, since)
                values ('wb:{0}:events', '1-0', '2-0', '', 'undecodable-event', now())
                """).update();

        assertThat(value(FleetGauge.PARKED, "notifier")).isEqualTo(1);
        assertThat(value(FleetGauge.PARKED, "forgotten")).isEqualTo(1);
        assertThat(value(FleetGauge.PARKED, "ledger")).isEqualTo(1);
        assertThat(value(FleetGauge.PARKED, "validator")).isZero();
    }

    @Test
    void theDatabaseSaysHowLargeItIsAndHowManyAreConnected() {
        assertThat(value(FleetGauge.POSTGRES_SIZE_BYTES)).isGreaterThan(1_000_000);
        assertThat(value(FleetGauge.POSTGRES_CONNECTIONS)).isPositive()
                .isLessThan(value(FleetGauge.POSTGRES_CONNECTIONS_MAX));
    }

    @Test
    void whenPostgresqlCanNotBeAskedNothingIsSaid() {
        var away = new LedgerReadings(JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:1/waybill", "checker", "waybill")), List.of());

        assertThatThrownBy(away::look).isInstanceOf(DataAccessException.class);
    }
}
