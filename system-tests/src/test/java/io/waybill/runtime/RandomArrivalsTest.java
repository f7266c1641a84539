package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.waybill.contracts.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing leaks, in whatever order things arrive and whatever comes of them: the real scripts, over very many orders. */
class RandomArrivalsTest extends OnRedis {

    /** Another one at each run; a run is repeated by its seed. */
    private static final long FIRST = Long.getLong("waybill.seed", new Random().nextInt(1_000_000_000));
    private static final int CASES = Integer.getInteger("waybill.cases", 100_000);
    /** Fewer don't see everything. */
    private static final int MANY = 10_000;

    private static final List<String> ENDS = List.of("cancelled cancelled_by_merchant", "completed", "failed deadline",
            "failed dependency_failed", "rejected authentication_required", "rejected fraud", "rejected invalid",
            "rejected out_of_stock", "rejected payment_declined");

    @Test
    void noOrderOfTheStandardPipelineLeaks() throws Exception {
        Tally tally = noneLeaks("Standard", STANDARD, Math.ceilDiv(CASES * 3, 5));

        if (CASES >= MANY) {
            assertThat(tally.ends()).containsKey("rejected authorization_expired");
            assertSawAll(tally, List.of("inventory_agent", "fraud_agent", "payment_authorize"));
        }
    }

    @Test
    void noOrderOfTheSeedPipelineLeaks() throws Exception {
        Tally tally = noneLeaks("Seed", SEED, Math.ceilDiv(CASES * 2, 5));

        if (CASES >= MANY) {
            assertSawAll(tally, List.of("inventory_agent", "fraud_agent"));
        }
    }

    @Test
    void aSeedTellsTheSameWayAgain() {
        try (var corridor = new Corridor(redis, 0, STANDARD)) {
            for (long seed = FIRST; seed < FIRST + 40; seed++) {
                assertThat(Passage.through(corridor, seed).log()).isEqualTo(Passage.through(corridor, seed).log());
            }
        }
    }

    private static Tally noneLeaks(String name, Pipeline pipeline, int cases) throws Exception {
        System.out.printf("%s pipeline, seed %d%n", name, FIRST);
        long began = System.nanoTime();
        Tally tally = Passages.of(redis, pipeline, FIRST, cases);
        System.out.printf("%s in %d s%n", tally, Duration.ofNanos(System.nanoTime() - began).toSeconds());
        tally.shortestBroken().ifPresent(told -> fail("""
                %s, with seed %d; to repeat it:
                  ./mvnw -pl system-tests -am test -Dsurefire.failIfNoSpecifiedTests=false \
                -Dtest=RandomArrivalsTest#noOrderOfThe%sPipelineLeaks -Dwaybill.cases=1 -Dwaybill.seed=%d
                    %s
                  %s
                  left %s
                  state %s""".formatted(PassageEnd.broken(told).orElseThrow(), told.seed(), name, told.seed(),
                String.join("\n    ", told.log()), told.books(), told.left(), told.state())));
        return tally;
    }

    /** What never happened has proved nothing. */
    private static void assertSawAll(Tally tally, List<String> siblings) {
        assertThat(tally.ends()).containsKeys(ENDS.toArray(String[]::new));
        assertThat(tally.arrivals()).containsKeys(
                Permutations.of(siblings).map(arrival -> String.join(" ", arrival)).toArray(String[]::new));
        assertThat(tally.turns()).containsOnlyKeys(Turns.Turn.values());
        assertThat(tally.parkedAndReplayed()).isPositive();
        assertThat(tally.capturesRefused()).isPositive();
    }
}
