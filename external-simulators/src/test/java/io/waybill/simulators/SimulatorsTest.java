package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConnectionFactory;

class SimulatorsTest {

    @Test
    void itStartsWithTheFleetsLibrariesOnItsClassPathAndUsesNoneOfThem() {
        try (var context = Simulators.start("--server.port=0")) {
            assertThat(context.getBeanNamesForType(DataSource.class)).isEmpty();
            assertThat(context.getBeanNamesForType(RedisConnectionFactory.class)).isEmpty();
            assertThat(context.getEnvironment().getProperty("spring.application.name"))
                    .isEqualTo("external-simulators");
        }
    }

    @Test
    void itIsReadyWhenItsHealthSaysSo() {
        assertThat(Lab.fresh().get("/actuator/health/readiness").path("status").asString()).isEqualTo("UP");
    }

    @Test
    void aSettingThatMakesNoSenseIsRefusedByName() {
        assertThatThrownBy(() -> Simulators.start("--server.port=0", "--waybill.simulators.kept-entries=0"))
                .hasRootCauseMessage(
                        "external-simulators.yaml: waybill.simulators.kept-entries must be 1 or more, but is 0");
    }
}
