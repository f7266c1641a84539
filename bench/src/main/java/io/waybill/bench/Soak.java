package io.waybill.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;

/** A steady load for long, and a look at what there is in the fleet before and after it, both times at rest. */
final class Soak {

    /** Under more load than the soak's: pools and caches are as full as they get before it begins. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long SEED = 1044;

    private final Path home;
    private final Map<String, String> environment;
    private final PrintWriter out;

    Soak(Path home, Map<String, String> environment, PrintWriter out) {
        this.home = home;
        this.environment = environment;
        this.out = out;
    }

    SoakResult run(double perSecond, int minutes) throws InterruptedException, IOException, SQLException {
        var table = new Table(out);
        try (Site site = Site.open(home, Layout.USUAL, environment, out)) {
            site.warmUp(WARM_UP);
            site.awaitRest();
            Census before = Census.take(site);
            table.headOfLatency("soak: %.0f orders/s for %d minutes".formatted(perSecond, minutes));
            Supplier<Wish> wishes = OrderMaker.likeReal(SEED);
            var runs = new ArrayList<RunResult>();
            for (int minute = 1; minute <= minutes; minute++) {
                RunResult run = site.run(wishes).open("minute " + minute, LoadShape.constant(perSecond, MINUTE));
                table.latency(run);
                runs.add(run);
            }
            site.awaitRest();
            return new SoakResult(runs, before, Census.take(site));
        }
    }
}
