package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.fleet.Service;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A real fleet under a little load: what is measured is there and adds up. */
class SiteTest {

    private final PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    @Test
    void ordersOfAFleetAreMeasured(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        try (Site site = Site.open(home, Layout.USUAL, System.getenv(), console)) {
            Holding before = site.storage().now();
            RunResult run = site.run(OrderMaker.likeReal(5)).open("some", LoadShape.constant(5, Duration.ofSeconds(4)));
            site.awaitRest();

            assertThat(run.seen().ends()).containsOnlyKeys("completed").containsEntry("completed", 20L);
            assertThat(run.seen().intake().getTotalCount()).isEqualTo(20);
            assertThat(run.seen().intake().getMaxValue()).isLessThanOrEqualTo(run.seen().endToEnd().getMaxValue());
            assertThat(run.usage().cpu().keySet()).containsAll(Stream.of(Service.values()).map(Service::label).toList())
                    .contains(Site.REDIS, Site.POSTGRES, Usage.SIMULATORS, Usage.GENERATOR);
            assertThat(run.usage().cpu().get("gateway")).isPositive();
            assertThat(run.usage().memory().get(Site.POSTGRES)).isPositive();
            Holding now = site.storage().now();
            assertThat(now.orders()).isEqualTo(before.orders() + 20);
            assertThat(now.redis()).isGreaterThan(before.redis());
            theBacklogIsSeenThrough(site);
        }
    }

    private static void theBacklogIsSeenThrough(Site site) throws Exception {
        var backlog = new Backlog(site);
        long waiting = backlog.pileUp(20).seen().completed();

        assertThat(site.storage().isAnyOpen()).isTrue();
        assertThat(backlog.drain(Duration.ofSeconds(60)).seen().completed()).isBetween(1L, waiting);
        assertThat(site.storage().isAnyOpen()).isFalse();
        assertThat(Census.take(site).counted()).containsEntry("Redis entries in streams", 0L);
    }
}
