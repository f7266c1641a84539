package io.waybill.validator;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What an order must keep to. A rule's code is what merchants' programs see, and never changes. */
final class OrderRules {

    private static final int MOST_LINES = 1_000;
    private static final long MOST_PIECES = 1_000_000;
    private static final long HIGHEST_PRICE = 1_000_000_000;

    /**
     * Eight digits in the minor unit: the most that Stripe takes in one card payment.
     *
     * @see <a href="https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts">Stripe, charge amounts</a>
     */
    private static final long HIGHEST_TOTAL = 99_999_999;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** What some country pays with today: no precious metals, no test codes, no currency of the past. */
    private static final Set<String> CURRENCIES = COUNTRIES.stream()
            .map(country -> Currency.getInstance(Locale.of("", country)))
            .filter(Objects::nonNull)
            .map(Currency::getCurrencyCode)
            .collect(toUnmodifiableSet());

    /** In this order, so that each may rely on those before it: sums of bounded numbers don't overflow. */
    private static final List<Rule> RULES = List.of(
            new Rule("no_lines", order -> order.lines().isEmpty()),
            new Rule("too_many_lines", order -> order.lines().size() > MOST_LINES),
            new Rule("quantity_out_of_range", order -> anyOutside(order.lines(), Line::quantity, MOST_PIECES)),
            new Rule("unit_price_out_of_range", order -> anyOutside(order.lines(), Line::unitPrice, HIGHEST_PRICE)),
            new Rule("merged_quantity_out_of_range",
                    order -> anyOutside(order.mergedLines(), Line::quantity, MOST_PIECES)),
            new Rule("unknown_currency", order -> !CURRENCIES.contains(order.currency())),
            new Rule("unknown_country", order -> !COUNTRIES.contains(order.shipTo().country())),
            new Rule("total_too_high", order -> order.total() > HIGHEST_TOTAL));

    private OrderRules() {}

    /** The code of the first rule that the order breaks; empty when it keeps to all. */
    static Optional<String> firstBrokenBy(Order order) {
        return RULES.stream().filter(rule -> rule.broken().test(order)).map(Rule::code).findFirst();
    }

    private static boolean anyOutside(List<Line> lines, ToLongFunction<Line> number, long highest) {
        return lines.stream().mapToLong(number).anyMatch(value -> value < 1 || value > highest);
    }

    private record Rule(String code, Predicate<Order> broken) {}
}
