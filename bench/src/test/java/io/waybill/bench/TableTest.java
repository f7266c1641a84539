package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableTest {

    private final StringWriter printed = new StringWriter();
    private final Table table = new Table(new PrintWriter(printed));

    @Test
    void aRunIsALine() {
        var tally = new Tally();
        for (long second = 0; second < 10; second++) {
            long due = Duration.ofSeconds(second).toNanos();
            tally.accepted(due, due + Duration.ofMillis(4).toNanos());
            tally.ended(due, due + Duration.ofMillis(43).toNanos(), Ending.COMPLETED);
        }
        table.latency(new RunResult("1 orders/s", Duration.ofSeconds(10), tally.seen(), Lag.NONE, usage(27, 99)));

        assertThat(printed).hasToString(
                "  1 orders/s                            1       2.70 ms    43 ms    43 ms    43 ms    4.0 ms\n");
    }

    @Test
    void whatWentWrongStandsBelow() {
        var tally = new Tally();
        tally.ended(0, 1, Ending.refused(503));
        Lag lag = Lag.NONE.and(Duration.ofMillis(300));

        table.throughput(new RunResult("64 in flight", Duration.ofSeconds(1), tally.seen(), lag, Usage.NOTHING));

        assertThat(printed.toString()).contains("1 orders: answer 503", "300 ms: INVALID");
    }

    @Test
    void figuresAreShort() {
        assertThat(Amounts.time(830)).isEqualTo("0.8 ms");
        assertThat(Amounts.time(43_219)).isEqualTo("43 ms");
        assertThat(Amounts.time(4_612_000)).isEqualTo("4.61 s");
        assertThat(Amounts.bytes(812)).isEqualTo("812 B");
        assertThat(Amounts.bytes(5_120)).isEqualTo("5.1 kB");
        assertThat(Amounts.bytes(1_930_000_000)).isEqualTo("1,930 MB");
    }

    private static Usage usage(long services, long simulators) {
        return new Usage(new TreeMap<>(Map.of("gateway", Duration.ofMillis(services), Usage.SIMULATORS,
                Duration.ofMillis(simulators))), new TreeMap<>());
    }
}
