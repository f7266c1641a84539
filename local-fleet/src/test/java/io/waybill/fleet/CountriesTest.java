package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {

    @ParameterizedTest
    @CsvSource({"United Kingdom, GB", "EIRE, IE", "Channel Islands, JE", "Germany, DE", "france, FR", "USA, US",
        "Japan, JP", "Czech Republic, CZ", "Unspecified, ZZ"})
    void haveCodes(String name, String code) {
        assertThat(Countries.code(name)).isEqualTo(code);
    }
}
