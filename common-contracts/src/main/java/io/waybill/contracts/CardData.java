package io.waybill.contracts;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds card data in a document, so that it's refused before anything is stored or logged: PCI DSS applies to whoever
 * stores, processes or transmits a card number. A number counts when it has a card network's prefix and length (ISO/IEC
 * 7812) and a valid check digit; 13 digits alone don't, since every GTIN-13 looks like that.
 */
public final class CardData {

    private static final Pattern CARD_NUMBER = Pattern.compile(
            "(?<!\\d)(4\\d{15}(\\d{3})?|5[1-5]\\d{14}|2[2-7]\\d{14}|3[47]\\d{13}|3(0[0-5]|[68]\\d)\\d{11}|6(011|5\\d\\d)\\d{12}|35\\d{14})(?!\\d)");
    private static final Pattern GROUPING = Pattern.compile("(?<=\\d)[ -](?=\\d)");
    private static final Set<String> CARD_FIELDS = Set.of("card", "cardnumber", "pan", "cvc", "cvv", "cvv2", "expmonth",
            "expyear", "expiry", "expirydate");

    private CardData() {}

    static void find(JsonNode node, String pointer, List<Violation> found) {
        switch (node.getNodeType()) {
            case OBJECT -> node.properties().forEach(property -> {
                String at = pointer + "/" + property.getKey();
                if (CARD_FIELDS.contains(normal(property.getKey()))) {
                    found.add(new Violation(at, "looks like card data; send the id of a payment method instead"));
                } else {
                    find(property.getValue(), at, found);
                }
            });
            case ARRAY -> {
                for (int i = 0; i < node.size(); i++) {
                    find(node.get(i), pointer + "/" + i, found);
                }
            }
            case STRING, NUMBER -> {
                if (isIn(node.asString())) {
                    found.add(new Violation(pointer, "holds a card number; send the id of a payment method instead"));
                }
            }
            default -> {}
        }
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Whether a text, such as a person's remark, holds a card number. */
    public static boolean isIn(String text) {
        return text.length() >= 14 && CARD_NUMBER.matcher(GROUPING.matcher(text).replaceAll("")).results()
                .anyMatch(match -> passesLuhn(match.group()));
    }

    private static boolean passesLuhn(String digits) {
        IntUnaryOperator digit = fromRight -> digits.charAt(digits.length() - 1 - fromRight) - '0';
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digit.applyAsInt(i) * (i % 2 + 1);
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }
}
