package io.waybill.gateway;

import io.waybill.contracts.Pipeline;
import io.waybill.runtime.GateState;
import io.waybill.runtime.Gates;
import io.waybill.runtime.WaitingSteps;
import jakarta.annotation.PreDestroy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks Redis for an order's steps, without letting Redis hold up the answer to the merchant. */
@Component
final class RedisStepLook implements StepLook {

    private final WaitingSteps waiting;
    private final Gates gates;
    private final InstantSource clock;
    private final QuickRedis redis = new QuickRedis("asking Redis what steps wait for");

    RedisStepLook(WaitingSteps waiting, Gates gates, InstantSource clock) {
        this.waiting = waiting;
        this.gates = gates;
        this.clock = clock;
    }

    @Override
    public UnderWay look(LedgerOrder order, Pipeline pipeline) {
        if (order.settledAt() != null) {
            return UnderWay.UNKNOWN;
        }
        try {
            return redis.ask(() -> ask(order, Agents.of(pipeline))).orElse(UnderWay.UNKNOWN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return UnderWay.UNKNOWN;
        }
    }

    private UnderWay ask(LedgerOrder order, List<String> agents) {
        Map<String, GateState> found = gates.look(agents).stream()
                .collect(Collectors.toMap(GateState::agent, Function.identity()));
        return new UnderWay(waiting.waiting(order.partition(), order.id()), found, clock.instant());
    }

    @PreDestroy
    void close() {
        redis.close();
    }
}
