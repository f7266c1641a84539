package io.waybill.fraud;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The fraud service, and what its scores mean. How long an answer may take is in pipeline.yaml.
 *
 * @param base where the service is; {@code /v1/score} is asked below it
 * @param threshold the lowest score that is refused
 */
@ConfigurationProperties("waybill.fraud")
record FraudSettings(URI base, String apiKey, @DefaultValue("80") int threshold,
        @DefaultValue("1s") Duration connectTimeout) {

    FraudSettings {
        if (base.getHost() == null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw new IllegalArgumentException("waybill.fraud.base: '" + base
                    + "' is no http(s) address; set FRAUD_API_BASE to one such as https://fraud.example.com");
        }
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("waybill.fraud.api-key is empty; set FRAUD_API_KEY");
        }
        if (threshold < 1 || threshold > 100) {
            throw new IllegalArgumentException("waybill.fraud.threshold must be from 1 to 100, not " + threshold);
        }
        if (!connectTimeout.isPositive()) {
            throw new IllegalArgumentException("waybill.fraud.connect-timeout must be a duration above 0 such as 1s");
        }
    }

    URI scores() {
        return URI.create(base.toString().replaceFirst("/+$", "") + "/v1/score");
    }

    @Override
    public String toString() {
        return "FraudSettings[base=%s, threshold=%d]".formatted(base, threshold);
    }
}
