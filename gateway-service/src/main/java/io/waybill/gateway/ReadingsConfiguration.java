package io.waybill.gateway;

import io.waybill.runtime.Backlog;
import io.waybill.runtime.Backlogs;
import io.waybill.runtime.RedisMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the gauges of the whole fleet are read. */
@Configuration(proxyBeanMethods = false)
class ReadingsConfiguration {

    /** A look takes milliseconds. When it hangs, its gauges are to have no value soon, and to be asked for again. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);

    /** Not on a connection that orders need: when those are short, this is what says so. */
    @Bean
    LedgerReadings ledgerReadings(CheckerSettings settings, Agents agents) {
        return new LedgerReadings(JdbcClient.create(CheckerConfiguration.database(settings, LONGEST_LOOK)),
                andLedger(agents));
    }

    @Bean
    RedisReadings redisReadings(Backlogs backlogs, RedisMemory memory, Agents agents) {
        List<String> names = agents.ofAllVersions();
        return new RedisReadings(() -> all(backlogs, names), memory::look, andLedger(agents));
    }

    private static List<Backlog> all(Backlogs backlogs, List<String> agents) {
        var all = new ArrayList<>(backlogs.look(agents));
        all.add(backlogs.events());
        return all;
    }

    private static List<String> andLedger(Agents agents) {
        var all = new ArrayList<>(agents.ofAllVersions());
        all.add(Backlogs.LEDGER);
        return all;
    }
}
