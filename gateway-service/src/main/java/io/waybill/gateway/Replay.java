package io.waybill.gateway;

import io.waybill.gateway.Resolved.Effect;
import io.waybill.runtime.ParkedSteps;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives what was parked another try. Redis is asked before the ledger commits that it was: when either fails in between, it's
 * still parked, and what is replayed twice runs once.
 */
@Component
class Replay {

    private final ParkedCases cases;
    private final ParkedSteps steps;
    private final Notes notes;
    private final TransactionTemplate transaction;

    Replay(ParkedCases cases, ParkedSteps steps, Notes notes, TransactionTemplate transaction) {
        this.cases = cases;
        this.steps = steps;
        this.notes = notes;
        this.transaction = transaction;
    }

    /** @throws ProblemException when it isn't parked, or Redis can't be asked */
    Resolved replay(UUID id, Caller by, @Nullable String why) {
        return transaction.execute(_ -> {
            ParkedCase parked = cases.lock(id);
            Effect effect = send(parked);
            cases.resolve(id, Resolution.REPLAYED, by, why);
            notes.add(parked.orderId(), parked.agent(), by.asOperator(), Deed.REPLAY, why);
            return Resolved.of(parked, Resolution.REPLAYED, effect);
        });
    }

    private Effect send(ParkedCase parked) {
        ParkedCase.Step step = parked.step();
        try {
            if (step == null) {
                steps.addAgain(parked.stray().stream(), parked.stray().fields());
                return Effect.SENT_AGAIN;
            }
            return switch (steps.replay(step.life(), step.agent())) {
                case DONE -> Effect.SENT_AGAIN;
                case NOT_PARKED -> Effect.UNDER_WAY;
                case GONE -> Effect.STARTED_OVER;
            };
        } catch (DataAccessException e) {
            throw ProblemException.withoutRedis(e);
        }
    }
}
