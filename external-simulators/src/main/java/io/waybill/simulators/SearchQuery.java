package io.waybill.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of https://docs.stripe.com/search#search-query-language that Waybill uses: exact matches of
 * {@code metadata['key']}, {@code status} and {@code currency}, joined by {@code AND}; letters in any case.
 */
record SearchQuery(List<Clause> clauses) {

    private static final Pattern CLAUSE = Pattern.compile("""
            \\s*(status|currency|metadata\\[(["'])(?<key>[^"']+)\\2])\\s*:\\s*(["'])(?<value>(?:\\\\.|(?!\\4).)*)\\4\
            (?:\\s+AND\\s+(?=\\S)|\\s+(?=\\S)|\\s*$)""", Pattern.CASE_INSENSITIVE);

    record Clause(String field, @Nullable String key, String value) {
        boolean matches(PaymentIntent intent) {
            var actual = key != null
                    ? intent.terms().metadata().get(key)
                    : field.equals("status") ? intent.state().status().label() : intent.terms().currency();
            return value.equalsIgnoreCase(actual);
        }
    }

    static SearchQuery parse(String query) {
        var clauses = new ArrayList<Clause>();
        var matcher = CLAUSE.matcher(query);
        while (matcher.regionStart() < query.length() && matcher.lookingAt()) {
            clauses.add(new Clause(matcher.group(1), matcher.group("key"), unescaped(matcher.group("value"))));
            matcher.region(matcher.end(), query.length());
        }
        if (clauses.isEmpty() || matcher.regionStart() < query.length()) {
            throw StripeErrors.invalid("query", "We were unable to parse your search query: " + query);
        }
        return new SearchQuery(clauses);
    }

    boolean matches(PaymentIntent intent) {
        return clauses.stream().allMatch(clause -> clause.matches(intent));
    }

    /** The order that every match belongs to, or null when the query names none. */
    @Nullable
    String orderId() {
        return clauses.stream()
                .filter(clause -> PaymentIntent.ORDER_ID.equals(clause.key()))
                .map(Clause::value)
                .findFirst()
                .orElse(null);
    }

    private static String unescaped(String value) {
        return value.replaceAll("\\\\(.)", "$1");
    }
}
