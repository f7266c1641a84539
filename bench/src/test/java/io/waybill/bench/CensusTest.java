package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CensusTest {

    @Test
    void aLeakOfSomeBytesForEachOrderIsNoticed() {
        Census before = census(30_000_000, 40);

        assertThat(census(31_000_000, 43).grownSince(before)).isEmpty();
        assertThat(census(36_000_000, 40).grownSince(before)).containsExactly("gateway-1 heap: 30 MB, now 36 MB");
    }

    @Test
    void aConnectionLeftOpenByEachOrderIsNoticed() {
        assertThat(census(30_000_000, 540).grownSince(census(30_000_000, 40)))
                .containsExactly("gateway-1 threads: 40, now 540");
    }

    @Test
    void whatIsOnlyThereLaterIsGrown() {
        assertThat(new Census(new TreeMap<>(), new TreeMap<>(Map.of("keys", 9L))).grownSince(census(1, 1)))
                .containsExactly("keys: 0, now 9");
    }

    @Test
    void redisSaysItsFiguresInLinesAndLists() {
        assertThat(Census.figure("# Keyspace\r\ndb0:keys=17,expires=12,avg_ttl=0\r\n", "expires=")).isEqualTo(12);
        assertThat(Census.figure("# Clients\r\nconnected_clients:31\r\n", "connected_clients:")).isEqualTo(31);
        assertThat(Census.figure("# Keyspace\r\n", "keys=")).isZero();
    }

    private static Census census(long heap, long threads) {
        return new Census(new TreeMap<>(Map.of("gateway-1", heap)),
                new TreeMap<>(Map.of("gateway-1 threads", threads)));
    }
}
