package io.waybill.checker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs checks, each a file of its own. */
final class Statements {

    /** More rows than this say no more than this many do. */
    private static final int MOST_ROWS = 10_000;

    private final JdbcClient tables;
    private final Map<String, @Nullable Object> parameters;

    Statements(JdbcClient tables, Map<String, @Nullable Object> parameters) {
        this.tables = tables;
        this.parameters = parameters;
    }

    Violations run(Check check) {
        var violations = new Violations();
        tables.sql(text(check.file())).withMaxRows(MOST_ROWS).params(parameters).query(row -> {
            violations.add(new Violation(row.getString("order_id"), row.getString("violation")));
        });
        return violations;
    }

    static String text(String file) {
        String name = "/invariants/" + file + ".sql";
        try (InputStream found = Statements.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(found, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
