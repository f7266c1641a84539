package io.waybill.runtime;

import io.waybill.contracts.Pipeline;
import io.waybill.gateway.GatewaySide;
import io.waybill.runtime.History.Place;
import io.waybill.runtime.History.Told;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Many histories, several of them side by side; which of them are told together changes none. */
record Batch(List<Told> told, Duration took) {

    private static final int SIDE_BY_SIDE = 8;
    /** When so many have broken a promise, nobody needs more. */
    private static final int ENOUGH = Integer.getInteger("histories.enough", 20);

    static Batch of(AllServices services, Pipeline pipeline, long firstSeed, int runs) throws Exception {
        long began = System.nanoTime();
        GatewaySide gateway = services.gateway(pipeline);
        var next = new AtomicLong(firstSeed);
        var broken = new AtomicInteger();
        var tellers = new ArrayList<Callable<List<Told>>>();
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            int number = i;
            tellers.add(() -> {
                var told = new ArrayList<Told>();
                try (var moments = new Moments(services.redis.url(), number);
                        var facts = new Facts.Finder(services.everything, services.outside)) {
                    var place = new Place(services, pipeline, gateway, moments, facts);
                    for (long seed; (seed = next.getAndIncrement()) < firstSeed + runs && broken.get() < ENOUGH;) {
                        told.add(History.tell(place, seed));
                        broken.addAndGet(told.getLast().broken().isPresent() ? 1 : 0);
                    }
                }
                return told;
            });
        }
        var all = new ArrayList<Told>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Told>> each : threads.invokeAll(tellers)) {
                all.addAll(each.get());
            }
        }
        all.sort(Comparator.comparingLong(Told::seed));
        return new Batch(all, Duration.ofNanos(System.nanoTime() - began));
    }

    String summary() {
        Map<String, Long> ends = told.stream().collect(Collectors.groupingBy(
                each -> String.valueOf(each.facts().outcome()), TreeMap::new, Collectors.counting()));
        double moves = told.stream().mapToInt(each -> each.log().size()).average().orElse(0);
        return "%d histories of %.0f moves in %.1f s (%.0f a minute), %s, %d broke a promise".formatted(told.size(),
                moves, took.toMillis() / 1000.0, told.size() * 60_000.0 / took.toMillis(), ends,
                told.stream().filter(each -> each.broken().isPresent()).count());
    }

    /** The shortest of those that broke a promise, for each promise; nothing when all hold. */
    String report(String pipeline) {
        Map<String, List<Told>> broken = told.stream().filter(each -> each.broken().isPresent())
                .collect(Collectors.groupingBy(each -> each.broken().orElseThrow(), TreeMap::new, Collectors.toList()));
        var text = new StringBuilder();
        broken.forEach((promise, histories) -> text
                .append("%n%d of %d histories: %s%n".formatted(histories.size(), told.size(), promise))
                .append(tell(pipeline, histories.stream().min(Comparator.comparingInt(each -> each.log().size()))
                        .orElseThrow())));
        return text.toString();
    }

    private static String tell(String pipeline, Told told) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        out.printf("the shortest has seed %d; to repeat it:%n", told.seed());
        out.printf(
                "  ./mvnw -pl system-tests -am test -Dtest=RandomHistoriesTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dhistories.pipeline=%s -Dhistories.seed=%d -Dhistories.runs=1%n",
                pipeline, told.seed());
        told.log().forEach(move -> out.println("    " + move));
        out.println("  " + told.facts());
        if (told.trouble() != null) {
            told.trouble().printStackTrace(out);
        }
        return text.toString();
    }
}
