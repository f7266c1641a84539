package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void haveStandardsForWhatIsNotSet() {
        var settings = new Settings(Map.of("WAYBILL_FRAUD_PORT", "9083", "WAYBILL_REDIS_PORT", ""));
        assertThat(settings.port(Service.GATEWAY)).isEqualTo(8080);
        assertThat(settings.port(Service.FRAUD)).isEqualTo(9083);
        assertThat(settings.redisPort()).isEqualTo(16379);
        assertThat(settings.home()).isAbsolute().endsWithRaw(java.nio.file.Path.of(".waybill"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "123456789012"})
    void refuseWhatIsNoPort(String value) {
        var settings = new Settings(Map.of("WAYBILL_POSTGRES_PORT", value));
        assertThatExceptionOfType(FleetException.class).isThrownBy(settings::postgresPort)
                .withMessage("WAYBILL_POSTGRES_PORT must be a port from 1 to 65535, not %s", value);
    }
}
