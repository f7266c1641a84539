package io.waybill.system;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that a query uses. */
final class QueriedMetrics {

    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:.]*(?!\\s*\\()\\b(?!\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "by", "bool");

    private QueriedMetrics() {}

    /** Without labels, ranges and functions, a query's words are its metrics. */
    static Set<String> of(String query) {
        String bare = query.replaceAll("\"[^\"]*\"", "").replaceAll("\\{[^}]*}|\\[[^]]*]", "")
                .replaceAll("\\b(by|without|ignoring|on)\\s*\\([^)]*\\)", "");
        return WORD.matcher(bare).results().map(MatchResult::group).filter(word -> !OPERATORS.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
