package io.waybill.gateway;

import io.waybill.checker.Checker;
import io.waybill.checker.Mode;
import io.waybill.checker.Report;
import io.waybill.checker.Sources;
import java.util.Properties;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The checker, and what else looks at all tables, on connections of its own: another role, and never in the way of orders. */
@Configuration(proxyBeanMethods = false)
class CheckerConfiguration {

    /** Longer than a look takes, whose statements are ended before. */
    private static final String SOCKET_TIMEOUT_SECONDS = "40";

    @Bean
    Supplier<Report> onlineCheck(CheckerSettings settings) {
        Sources tables = Sources.of(database(settings));
        var checker = Checker.of(settings.simulators() == null ? tables : tables.withProvider(settings.simulators()));
        var usual = new Mode.Online();
        var mode = new Mode.Online(settings.window(), settings.mostOrders(), settings.rest(), usual.patience());
        return () -> checker.check(mode);
    }

    @Bean
    Forecasts forecasts(CheckerSettings settings) {
        return new Forecasts(JdbcClient.create(database(settings)));
    }

    /** One connection now and then needs no pool. */
    static DriverManagerDataSource database(CheckerSettings settings) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        properties.setProperty("options", "-c statement_timeout=30s -c default_transaction_read_only=on");
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        return new DriverManagerDataSource(settings.url(), properties);
    }
}
