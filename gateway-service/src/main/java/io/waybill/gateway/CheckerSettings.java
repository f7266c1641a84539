package io.waybill.gateway;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the invariants are looked at while the fleet works.
 *
 * @param url the fleet's database
 * @param username of a role that reads all schemas and writes none
 * @param simulators whose ledger is compared with ours; with real providers there are none
 * @param every how long after one look the next follows, or up to a minute later when looks take long: so they mostly
 *        take a twentieth of the time
 * @param window how far back orders are looked at
 * @param mostOrders the newest that are looked at, so that a look takes a second or two, however many there are
 * @param rest how long after its end nothing moves any more at an order
 */
@ConfigurationProperties("waybill.checker")
record CheckerSettings(String url, String username, String password, @Nullable URI simulators,
        @DefaultValue("60s") Duration every, @DefaultValue("2h") Duration window,
        @DefaultValue("20000") int mostOrders, @DefaultValue("60s") Duration rest) {

    CheckerSettings {
        if (!every.isPositive() || !window.isPositive() || mostOrders < 1 || rest.isNegative()) {
            throw new IllegalArgumentException(
                    "waybill.checker.every and window must be durations above 0, most-orders at least 1, rest not below 0");
        }
    }
}
