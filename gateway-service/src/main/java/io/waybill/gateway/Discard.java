package io.waybill.gateway;

import io.waybill.contracts.Reason;
import io.waybill.gateway.Resolved.Effect;
import io.waybill.runtime.Decision;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.ParkedSteps;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives up what was parked: the order settles without a trailing step, and is undone without one before the point of no
 * return. Nothing else can be given up: money has been taken for it, or must be given back.
 */
@Component
class Discard {

    private final ParkedCases cases;
    private final ParkedSteps steps;
    private final Decisions decisions;
    private final Notes notes;
    private final TransactionTemplate transaction;

    Discard(ParkedCases cases, ParkedSteps steps, Decisions decisions, Notes notes, TransactionTemplate transaction) {
        this.cases = cases;
        this.steps = steps;
        this.decisions = decisions;
        this.notes = notes;
        this.transaction = transaction;
    }

    /** @throws ProblemException when it isn't parked, can't be given up, or Redis can't be asked; then nothing has changed */
    Resolved discard(UUID id, Caller by, String why) {
        return transaction.execute(_ -> {
            ParkedCase parked = cases.lock(id);
            cases.resolve(id, Resolution.DISCARDED, by, why);
            notes.add(parked.orderId(), parked.agent(), by.asOperator(), Deed.DISCARD, why);
            return Resolved.of(parked, Resolution.DISCARDED, giveUp(parked));
        });
    }

    private Effect giveUp(ParkedCase parked) {
        ParkedCase.Step step = parked.step();
        if (step == null) {
            return Effect.NONE;
        }
        if (step.isTrailing()) {
            return goOnWithout(step);
        }
        if (step.isBeforePivot()) {
            return undo(step);
        }
        throw new ProblemException(Problem.CANNOT_BE_DISCARDED, "'" + step.agent()
                + "' is neither before the point of no return nor trailing: replay it.");
    }

    /** Redis comes last: what it has done can't be taken back, but may be done again when the ledger doesn't commit. */
    private Effect goOnWithout(ParkedCase.Step step) {
        return switch (inRedis(step)) {
            case DONE -> Effect.GOES_ON;
            case NOT_PARKED -> Effect.UNDER_WAY;
            case GONE -> cases.settle(step.life().orderId()) ? Effect.GOES_ON : Effect.STARTED_OVER;
        };
    }

    private ParkedSteps.Answer inRedis(ParkedCase.Step step) {
        try {
            return steps.discardTrailing(step.life(), step.agent());
        } catch (DataAccessException e) {
            throw ProblemException.withoutRedis(e);
        }
    }

    /** The relay sees that abort stands, and sends the undos. */
    private Effect undo(ParkedCase.Step step) {
        Standing standing = decisions.abort(step.life().orderId(), Reason.DEPENDENCY_FAILED.code(), "discarded");
        if (standing.verdict() == Decision.COMMIT) {
            throw new ProblemException(Problem.CANNOT_BE_DISCARDED, "The order is committed: replay it.");
        }
        return Effect.COMPENSATING;
    }
}
