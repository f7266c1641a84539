package io.waybill.simulators;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What Stripe accepts as an amount, https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
final class Amounts {

    private static final long MOST = 99_999_999;

    private static final Map<String, Integer> LEAST = Map.ofEntries(Map.entry("usd", 50), Map.entry("aed", 200),
            Map.entry("aud", 50), Map.entry("brl", 50), Map.entry("cad", 50), Map.entry("chf", 50),
            Map.entry("czk", 1500), Map.entry("dkk", 250), Map.entry("eur", 50), Map.entry("gbp", 30),
            Map.entry("hkd", 400), Map.entry("huf", 17500), Map.entry("inr", 50), Map.entry("jpy", 50),
            Map.entry("mxn", 1000), Map.entry("myr", 200), Map.entry("nok", 300), Map.entry("nzd", 50),
            Map.entry("pln", 200), Map.entry("ron", 200), Map.entry("sek", 300), Map.entry("sgd", 50),
            Map.entry("thb", 1000));

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(currency -> currency.getCurrencyCode().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private Amounts() {}

    static boolean isCurrency(String lowercase) {
        return CURRENCIES.contains(lowercase);
    }

    /** Throws the documented error when Stripe wouldn't charge as much or as little. */
    static void check(long amount, String currency) {
        long least = LEAST.getOrDefault(currency, 1);
        if (amount < least) {
            throw StripeErrors.amountTooSmall(text(least, currency) + " " + currency);
        }
        if (amount > MOST) {
            throw StripeErrors.amountTooLarge(text(MOST, currency) + " " + currency);
        }
    }

    /** As Stripe's messages write it: {@code $25.50}. */
    static String text(long amount, String currency) {
        var unit = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        var major = BigDecimal.valueOf(amount, Math.max(unit.getDefaultFractionDigits(), 0));
        return unit.getSymbol(Locale.US) + major.toPlainString();
    }
}
