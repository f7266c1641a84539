package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestTest {

    private final Newest<String, Integer> newest = new Newest<>(3);

    @Test
    void theOldestIsForgottenAndCountedWhenThereIsNoRoom() {
        for (int i = 1; i <= 5; i++) {
            assertThat(newest.putIfAbsent("key-" + i, i)).isNull();
        }

        assertThat(newest).containsExactly(3, 4, 5);
        assertThat(newest.get("key-2")).isNull();
        assertThat(newest.forgotten()).isEqualTo(2);
    }

    @Test
    void theFirstValueOfAKeyStays() {
        newest.putIfAbsent("key", 1);

        assertThat(newest.putIfAbsent("key", 2)).isEqualTo(1);
        assertThat(newest.get("key")).isEqualTo(1);
    }

    @Test
    void theOldCanBeForgottenByAge() {
        newest.putIfAbsent("a", 1);
        newest.putIfAbsent("b", 2);

        newest.forgetOldestWhile(value -> value < 2);

        assertThat(newest).containsExactly(2);
        assertThat(newest.forgotten()).isZero();
    }

    @Test
    void whatWasRetractedCanBePutAgain() {
        newest.putIfAbsent("key", 1);
        newest.retract("key", 1);

        assertThat(newest.putIfAbsent("key", 2)).isNull();
        newest.forgetOldestWhile(value -> value == 1);
        assertThat(newest.get("key")).isEqualTo(2);
    }

    @Test
    void clearingStartsAnew() {
        for (int i = 1; i <= 5; i++) {
            newest.putIfAbsent("key-" + i, i);
        }

        newest.clear();

        assertThat(newest).isEmpty();
        assertThat(newest.forgotten()).isZero();
    }
}
