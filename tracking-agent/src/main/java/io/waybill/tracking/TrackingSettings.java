package io.waybill.tracking;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who carries what where.
 *
 * @param origin the warehouse's country, ISO 3166
 * @param domestic carrier within that country
 * @param europeanUnion carrier to the member states, when the warehouse isn't there itself
 * @param international carrier to everywhere else
 */
@ConfigurationProperties("waybill.tracking")
record TrackingSettings(@DefaultValue("GB") String origin, @DefaultValue("Royal Mail") String domestic,
        @DefaultValue("DPD") String europeanUnion, @DefaultValue("DHL Express") String international) {

    private static final Set<String> MEMBER_STATES = Set.of("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI",
            "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

    TrackingSettings {
        if (!Arrays.asList(Locale.getISOCountries()).contains(origin)) {
            throw new IllegalArgumentException("waybill.tracking.origin: '" + origin
                    + "' is no country; set the warehouse's ISO 3166 code, such as GB");
        }
    }

    String carrierTo(String country) {
        if (country.equals(origin)) {
            return domestic;
        }
        return MEMBER_STATES.contains(country) ? europeanUnion : international;
    }
}
