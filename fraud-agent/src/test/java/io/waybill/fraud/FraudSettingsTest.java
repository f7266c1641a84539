package io.waybill.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FraudSettingsTest {

    @ParameterizedTest
    @CsvSource({"fraud.example.com,k,80,FRAUD_API_BASE", "ftp://fraud.example.com,k,80,FRAUD_API_BASE",
        "http:///v1,k,80,FRAUD_API_BASE", "https://f.example.com,' ',80,FRAUD_API_KEY",
        "https://f.example.com,k,0,waybill.fraud.threshold", "https://f.example.com,k,101,waybill.fraud.threshold"})
    void nonsenseStopsTheStartAndNamesTheKey(String base, String key, int threshold, String named) {
        assertThatThrownBy(() -> new FraudSettings(URI.create(base), key, threshold, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"https://f.example.com,https://f.example.com/v1/score",
        "http://127.0.0.1:8090/fraud/,http://127.0.0.1:8090/fraud/v1/score"})
    void theBaseMayHaveAPathAndASlash(String base, String scores) {
        assertThat(new FraudSettings(URI.create(base), "k", 80, Duration.ofSeconds(1)).scores()).hasToString(scores);
    }

    @Test
    void theKeyIsNotPrinted() {
        assertThat(new FraudSettings(URI.create("https://f.example.com"), "key-1", 80, Duration.ofSeconds(1)))
                .asString().doesNotContain("key-1");
    }
}
