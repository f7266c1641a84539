package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.AgentDefinition.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FailureCountTest {

    private final FailureCount failures = new FailureCount("fraud_agent",
            new CircuitBreaker(3, Duration.ofSeconds(30)));

    private boolean failed(UUID order) {
        return failures.failed(order, new IOException("503"), Duration.ZERO);
    }

    private boolean anotherFailed() {
        return failed(UUID.randomUUID());
    }

    @Test
    void soManyInARowAreTooMany() {
        assertThat(anotherFailed()).isFalse();
        assertThat(anotherFailed()).isFalse();
        assertThat(anotherFailed()).isTrue();
        assertThat(anotherFailed()).as("it has been said").isFalse();
    }

    @Test
    void anAnswerInBetweenEndsTheRow() {
        anotherFailed();
        anotherFailed();
        failures.answered();

        assertThat(anotherFailed()).isFalse();
        assertThat(anotherFailed()).isFalse();
        assertThat(anotherFailed()).isTrue();
    }

    @Test
    void anOrderThatFailsAgainRightAfterItselfCountsOnce() {
        var poison = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            assertThat(failed(poison)).isFalse();
        }

        assertThat(anotherFailed()).isFalse();
        assertThat(failed(poison)).isTrue();
    }

    @Test
    void theLongestThatWasAskedForIsKeptUntilThereIsAnAnswer() {
        var order = UUID.randomUUID();
        failures.failed(order, new IOException("429"), Duration.ofSeconds(9));
        failures.failed(order, new IOException("429"), Duration.ofSeconds(60));
        failures.failed(order, new IOException("429"), Duration.ofSeconds(1));
        assertThat(failures.longestWish()).isEqualTo(Duration.ofSeconds(60));

        failures.answered();
        assertThat(failures.longestWish()).isZero();
    }

    @Test
    void afterwardsItCountsFromTheBeginning() {
        anotherFailed();
        anotherFailed();
        anotherFailed();
        failures.forget();

        assertThat(anotherFailed()).isFalse();
        assertThat(anotherFailed()).isFalse();
        assertThat(anotherFailed()).isTrue();
    }
}
