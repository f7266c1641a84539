package io.waybill.runtime;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement does and to what, in few words and of few kinds, as {@code db.query.summary} wants it: its first write, or
 * else the first thing that it reads.
 */
final class StatementSummary {

    /** {@code for update} isn't one. */
    private static final Pattern WRITE = Pattern.compile(
            "(?<!for |key )\\b(insert|delete|update)(?: into| from)?\\s+([\\w.]+)", Pattern.CASE_INSENSITIVE);
    /** A function of another schema may be called without any {@code from}. */
    private static final Pattern READ = Pattern.compile(
            "\\b(?:from|select(?=\\s+\\w+\\.\\w+\\())\\s+([\\w.]+)", Pattern.CASE_INSENSITIVE);

    private StatementSummary() {}

    /** @return such as {@code INSERT payment.payment} or {@code SELECT ledger.decide} */
    static String of(String sql) {
        Matcher write = WRITE.matcher(sql);
        if (write.find()) {
            return write.group(1).toUpperCase(Locale.ROOT) + " " + write.group(2);
        }
        Matcher read = READ.matcher(sql);
        return read.find() ? "SELECT " + read.group(1) : "SELECT";
    }
}
