package io.waybill.runtime;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a service that refuses its database say so instead of printing a stack trace. */
final class UnsafeDatabaseAnalyzer extends AbstractFailureAnalyzer<UnsafeDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnsafeDatabaseException cause) {
        return new FailureAnalysis(cause.refusal(), cause.cure(), cause);
    }
}
