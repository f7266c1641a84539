package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.servers.TestServers;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a replay would do, told from the tables that the services' own migrations have made. */
class ForecastsTest {

    private static final ParkedFilter OUTAGE = new ParkedFilter("dependency_failed", null);

    private static JdbcClient database;
    private static Forecasts forecasts;

    @BeforeAll
    static void migrate() {
        String url = TestServers.postgres().newDatabase();
        for (String service : List.of("ledger", "inventory", "payment", "tracking", "notifier")) {
            Flyway.configure().dataSource(url, service, "waybill").defaultSchema(service).createSchemas(false)
                    .locations("classpath:db/" + service).load().migrate();
        }
        DataSource superuser = TestServers.postgres().superuser(url);
        database = JdbcClient.create(superuser);
        forecasts = new Forecasts(JdbcClient.create(new DriverManagerDataSource(url, "checker", "waybill")));
        database.sql("insert into ledger.pipeline (hash, definition, plan) values ('hash', '{}', '{}')").update();
    }

    @BeforeEach
    void nothingIsParked() {
        database.sql("truncate ledger.parked, ledger.orders, ledger.decision cascade").update();
    }

    /** Of an order of its own. */
    private static UUID parked(String agent) {
        return parked(agent, null);
    }

    private static UUID parked(String agent, @Nullable String verdict) {
        UUID order = UUID.randomUUID();
        database.sql("""
                insert into ledger.orders
                  (id, merchant, reference, currency, total, payload, pipeline, partition, trace_parent, deadline_at)
                values (:order, 'demo', 'PO-1', 'USD', 1, '{}', 'hash', 0, '00', now() + interval '1 hour')
                """).param("order", order).update();
        again(order, agent, 1);
        if (verdict != null) {
            database.sql("select * from ledger.decide(:order, :verdict, 'fraud', null)").param("order", order)
                    .param("verdict", verdict).query().listOfRows();
        }
        return order;
    }

    private static void again(UUID order, String agent, int number) {
        database.sql("""
                insert into ledger.parked (order_id, agent, life, seq, cause, since)
                values (:order, :agent, 1, :number, 'dependency_failed', now())
                """).param("order", order).param("agent", agent).param("number", number).update();
    }

    private static void payment(UUID order, @Nullable String intent, String state) {
        database.sql("insert into payment.payment (order_id, intent_id, state) values (:order, :intent, :state)")
                .param("order", order).param("intent", intent).param("state", state).update();
    }

    private static void message(UUID order, String channel) {
        database.sql("insert into notifier.message (order_id, channel, provider_id) values (:order, :channel, '')")
                .param("order", order).param("channel", channel).update();
    }

    private static void reservation(UUID order, String state) {
        database.sql("""
                insert into inventory.reservation (order_id, state, skus, quantities, reserved_at, released_at)
                values (:order, :state, '{A}', '{1}', now(), case when :state = 'released' then now() end)
                """).param("order", order).param("state", state).update();
    }

    private static Forecast.Effects would() {
        return forecasts.of(OUTAGE).would();
    }

    @Test
    void whatWasChargedIsNotChargedAgain() {
        payment(parked("payment_capture", "commit"), "pi_1", "captured");
        payment(parked("payment_agent", "commit"), "pi_2", "captured");
        payment(parked("payment_capture", "commit"), "pi_3", "capturing");
        parked("payment_agent", "commit");
        parked("payment_capture", "commit"); // holds nothing that could be taken

        assertThat(forecasts.of(OUTAGE)).isEqualTo(new Forecast(true, 5, new Forecast.Effects(0, 2, 0, 0, 0, 0, 0, 0)));
    }

    @Test
    void whatWasSentIsNotSentAgain() {
        parked("notifier", "commit");
        UUID half = parked("notifier", "commit");
        message(half, "slack");
        UUID whole = parked("notifier", "commit");
        message(whole, "mail");
        message(whole, "slack");

        assertThat(forecasts.of(OUTAGE)).isEqualTo(new Forecast(true, 3, new Forecast.Effects(0, 0, 0, 0, 0, 0, 2, 1)));
    }

    @Test
    void goodsAreReservedAndShippedOnce() {
        parked("inventory_agent");
        reservation(parked("inventory_agent"), "held");
        parked("tracking_agent", "commit");
        database.sql("""
                insert into tracking.shipment (order_id, tracking_number, carrier, country)
                values (:order, 'CA000000005GB', 'demo', 'GB')
                """).param("order", parked("tracking_agent", "commit")).update();

        assertThat(would()).isEqualTo(new Forecast.Effects(0, 0, 0, 1, 0, 1, 0, 0));
    }

    @Test
    void onlyWhatIsThereIsGivenBack() {
        reservation(parked("inventory_rollback", "abort"), "held");
        reservation(parked("inventory_rollback", "abort"), "released");
        parked("inventory_rollback", "abort");
        payment(parked("payment_rollback", "abort"), "pi_4", "capturing");
        payment(parked("payment_rollback", "abort"), null, "undone");
        payment(parked("payment_rollback", "commit"), "pi_5", "captured");

        assertThat(would()).isEqualTo(new Forecast.Effects(0, 0, 1, 0, 1, 0, 0, 0));
    }

    @Test
    void anOrderThatIsUndoneGetsNothingMore() {
        for (String agent : List.of("inventory_agent", "payment_authorize", "payment_capture", "payment_agent",
                "tracking_agent", "notifier")) {
            parked(agent, "abort");
        }

        assertThat(forecasts.of(OUTAGE)).isEqualTo(new Forecast(true, 6, new Forecast.Effects(0, 0, 0, 0, 0, 0, 0, 0)));
    }

    @Test
    void anOrderThatIsParkedTwiceIsServedOnce() {
        again(parked("notifier", "commit"), "notifier", 2);

        assertThat(forecasts.of(OUTAGE)).isEqualTo(new Forecast(true, 2, new Forecast.Effects(0, 0, 0, 0, 0, 0, 1, 1)));
    }

    @Test
    void onlyWhatTheFilterNamesIsLookedAt() {
        parked("payment_authorize");
        parked("notifier", "commit");

        assertThat(forecasts.of(new ParkedFilter(null, "payment_authorize")))
                .isEqualTo(new Forecast(true, 1, new Forecast.Effects(1, 0, 0, 0, 0, 0, 0, 0)));
        assertThat(forecasts.of(new ParkedFilter("dependency_failed", "notifier")).parked()).isEqualTo(1);
        assertThat(forecasts.of(new ParkedFilter("poison", "notifier")).parked()).isZero();
    }
}
