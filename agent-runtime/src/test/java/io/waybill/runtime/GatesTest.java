package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.waybill.runtime.GateState.Breaker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** The operators' side of the gates, on a real Redis. */
class GatesTest extends OnRedis {

    private final Gates gates = new Gates(new Flags(redis));

    private GateState fraud() {
        return gates.look(List.of("validator", "fraud_agent")).getLast();
    }

    @Test
    void aGateThatNobodyHasShutIsOpen() {
        assertThat(fraud()).isEqualTo(new GateState("fraud_agent", false, Breaker.CLOSED, null, null));
    }

    @Test
    void aPauseLastsUntilItIsEndedHoweverOftenEitherIsSaid() {
        gates.pause("fraud_agent", "ada", "the provider moves");
        gates.pause("fraud_agent", "ada", null);
        assertThat(fraud().paused()).isTrue();
        assertThat(gates.look(List.of("validator")).getFirst().paused()).isFalse();

        gates.resume("fraud_agent");
        gates.resume("fraud_agent");
        assertThat(fraud().paused()).isFalse();
    }

    @Test
    void whatNobodyOfOursHasWrittenShutsNoGateAndHidesNoOther() {
        redis.commands().hset(Flags.KEYS.gate("validator"), Map.of("breaker", "ajar", "until", "soon"))
                .toCompletableFuture().join();
        gates.pause("fraud_agent", "ada", null);

        assertThat(gates.look(List.of("validator")).getFirst().breaker()).isEqualTo(Breaker.CLOSED);
        assertThat(fraud().paused()).isTrue();
    }

    @Test
    void aRedisThatCannotBeAskedIsSaidInTheWordsThatServicesKnow() {
        RedisClient nowhere = RedisClient.create(RedisURI.create("redis://127.0.0.1:1"));
        var lost = new Gates(new Flags(new Redis(nowhere)));

        assertThatThrownBy(() -> lost.look(List.of("validator"))).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> lost.pause("validator", "ada", null)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> lost.resume("validator")).isInstanceOf(DataAccessException.class);
        nowhere.shutdown();
    }
}
