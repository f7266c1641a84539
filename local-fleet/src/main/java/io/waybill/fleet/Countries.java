package io.waybill.fleet;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** ISO 3166 codes by the English names that people write. */
final class Countries {

    /** Not a country: ISO 3166 leaves ZZ to its users. */
    static final String UNKNOWN = "ZZ";

    /** Names that the standard has another word for. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "eire", "IE",
            "channel islands", "JE",
            "czech republic", "CZ",
            "hong kong", "HK",
            "rsa", "ZA",
            "usa", "US",
            "uae", "AE");

    private static final Map<String, String> CODES = codes();

    private Countries() {}

    static String code(String name) {
        return CODES.getOrDefault(name.strip().toLowerCase(Locale.ROOT), UNKNOWN);
    }

    private static Map<String, String> codes() {
        var codes = new HashMap<String, String>();
        for (String code : Locale.getISOCountries()) {
            codes.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
        }
        codes.putAll(OTHER_NAMES);
        return Map.copyOf(codes);
    }
}
