package io.waybill.gateway;

import io.waybill.checker.Checker;
import io.waybill.checker.Mode;
import io.waybill.checker.Report;
import io.waybill.checker.Sources;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The checker, and what else looks at all tables, on connections of its own: another role, and never in the way of orders. */
@Configuration(proxyBeanMethods = false)
class CheckerConfiguration {

    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);
    /** Until PostgreSQL has said that it has ended a statement; what says nothing for longer is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    Supplier<Report> onlineCheck(CheckerSettings settings) {
        Sources tables = Sources.of(database(settings, LONGEST_STATEMENT));
        var checker = Checker.of(settings.simulators() == null ? tables : tables.withProvider(settings.simulators()));
        var usual = new Mode.Online();
        var mode = new Mode.Online(settings.window(), settings.mostOrders(), settings.rest(), usual.patience());
        return () -> checker.check(mode);
    }

    @Bean
    Forecasts forecasts(CheckerSettings settings) {
        return new Forecasts(JdbcClient.create(database(settings, LONGEST_STATEMENT)));
    }

    /** One connection now and then needs no pool. */
    static DriverManagerDataSource database(CheckerSettings settings, Duration longestStatement) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", Long.toString(longestStatement.plus(PATIENCE).toSeconds()));
        properties.setProperty("options", "-c default_transaction_read_only=on -c statement_timeout="
                + longestStatement.toMillis());
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        return new DriverManagerDataSource(settings.url(), properties);
    }
}
