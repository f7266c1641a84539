package io.waybill.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;

/**
 * Makes each statement a span of what its thread is doing, with the wait for a connection and, outside of transactions, the
 * commit. What it's called is found out when it's exported.
 */
final class TracedStatements extends JdbcTemplate {

    TracedStatements(DataSource database) {
        super(database);
    }

    @Override
    public <T extends @Nullable Object> T query(PreparedStatementCreator statement,
            @Nullable PreparedStatementSetter parameters, ResultSetExtractor<T> rows) {
        return traced(statement, () -> super.query(statement, parameters, rows));
    }

    @Override
    protected int update(PreparedStatementCreator statement, @Nullable PreparedStatementSetter parameters) {
        return traced(statement, () -> super.update(statement, parameters));
    }

    private static <T extends @Nullable Object> T traced(PreparedStatementCreator statement, Supplier<T> body) {
        return TraceSpan.current().with(Conventions.POSTGRESQL, SpanKind.CLIENT, span -> describe(span, statement),
                body::get);
    }

    private static void describe(Span span, PreparedStatementCreator statement) {
        span.setAttribute(Conventions.DB_SYSTEM, Conventions.POSTGRESQL);
        if (statement instanceof SqlProvider known && known.getSql() != null) {
            String summary = StatementSummary.of(known.getSql());
            span.setAttribute(Conventions.DB_SUMMARY, summary).updateName(summary);
        }
    }
}
