package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FaultReaderTest {

    @Test
    void withoutAShareOrACountEveryRequestIsStruck() {
        var fault = read("{'provider': 'slack', 'operation': 'postMessage', 'kind': 'malformed'}");

        assertThat(fault.firing()).isEqualTo(new Firing.Share(1, 1));
        assertThat(fault.delay()).isZero();
    }

    @Test
    void aStarMeansEveryOperationOfTheProvider() {
        var fault = read("{'provider': 'slack', 'operation': '*', 'kind': 'malformed'}");

        assertThat(fault.operations())
                .isEqualTo(EnumSet.of(Operation.SLACK_POST_MESSAGE, Operation.SLACK_AUTH_TEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", 'delayMs': 0"})
    void aHangLastsTenMinutesUnlessItIsToldOtherwise(String delay) {
        var fault = read("{'provider': 'fraud', 'operation': 'score', 'kind': 'hang'" + delay + "}");

        assertThat(fault.mischief()).isEqualTo(new Mischief.Hang(Duration.ofMinutes(10)));
    }

    @Test
    void aHangMayBeShorterAndIsNotDelayedBesides() {
        var fault = read("{'provider': 'fraud', 'operation': 'score', 'kind': 'hang', 'delayMs': 500}");

        assertThat(fault.mischief()).isEqualTo(new Mischief.Hang(Duration.ofMillis(500)));
        assertThat(fault.delay()).isZero();
    }

    @Test
    void everyOtherFaultMayBeDelayedToo() {
        var fault = read("{'provider': 'fraud', 'operation': 'score', 'kind': 'status', 'status': 503, 'delayMs': 20}");

        assertThat(fault.mischief()).isEqualTo(new Mischief.Refuse(503, null));
        assertThat(fault.delay()).isEqualTo(Duration.ofMillis(20));
    }

    private static Fault read(String json) {
        return FaultReader.read(Fields.of(JsonMapper.shared(), json.replace('\'', '"')));
    }
}
