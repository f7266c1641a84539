package io.waybill.gateway;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a gateway that refuses its pipeline say so instead of printing a stack trace. */
final class DroppedAgentsAnalyzer extends AbstractFailureAnalyzer<DroppedAgentsException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, DroppedAgentsException cause) {
        return new FailureAnalysis(cause.refusal(), DroppedAgentsException.CURE, cause);
    }
}
