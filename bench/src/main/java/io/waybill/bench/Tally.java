package io.waybill.bench;

import io.waybill.bench.Seen.Percentiles;
import io.waybill.bench.Seen.Second;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Writes down what the clients of a run see; times are nanoseconds after its beginning. */
final class Tally {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Histogram intake = histogram(3);
    private final Histogram endToEnd = histogram(3);
    private final TreeMap<String, Long> ends = new TreeMap<>();
    private final List<Histogram> arrived = new ArrayList<>();
    private final List<Long> completed = new ArrayList<>();
    private Lag lag = Lag.NONE;

    /** @param digits of precision */
    private static Histogram histogram(int digits) {
        var histogram = new Histogram(1, LONGEST.toNanos() / 1_000, digits);
        histogram.setAutoResize(true);
        return histogram;
    }

    synchronized void sent(long intended, long at) {
        lag = lag.and(Duration.ofNanos(at - intended));
    }

    synchronized void accepted(long intended, long at) {
        intake.recordValue(micros(intended, at));
    }

    synchronized void ended(long intended, long at, Ending ending) {
        endToEnd.recordValue(micros(intended, at));
        ends.merge(ending.kind(), 1L, Long::sum);
        second(intended).recordValue(micros(intended, at));
        if (ending.isGood()) {
            second(at);
            completed.set(number(at), completed.get(number(at)) + 1);
        }
    }

    /** Its histogram; there is one for every second before it, too. */
    private Histogram second(long at) {
        while (arrived.size() <= number(at)) {
            arrived.add(new Histogram(2));
            completed.add(0L);
        }
        return arrived.get(number(at));
    }

    private static int number(long at) {
        return (int) Duration.ofNanos(at).toSeconds();
    }

    private static long micros(long from, long to) {
        return Math.max(0, (to - from) / 1_000);
    }

    synchronized long completed() {
        return ends.getOrDefault(Ending.COMPLETED.kind(), 0L);
    }

    synchronized Lag lag() {
        return lag;
    }

    synchronized Seen seen() {
        return new Seen(intake.copy(), endToEnd.copy(), new TreeMap<>(ends),
                IntStream.range(0, arrived.size())
                        .mapToObj(number -> new Second(number, arrived.get(number).getTotalCount(),
                                completed.get(number), Percentiles.of(arrived.get(number))))
                        .toList());
    }
}
