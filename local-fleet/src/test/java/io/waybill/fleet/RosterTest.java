package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waybill.servers.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {

    private final Settings settings = new Settings(ports());

    private static Map<String, String> ports() {
        var ports = new HashMap<String, String>();
        Stream.of(Service.values())
                .forEach(service -> ports.put(service.portVariable(), String.valueOf(Ports.random())));
        return ports;
    }

    @Test
    void aNumberIsForEveryService() {
        assertThat(Roster.parse("2").counts()).hasSize(Service.values().length).containsValue(2);
        assertThat(new Roster(Roster.parse("2").counts()).instances(settings)).hasSize(16);
    }

    @Test
    void theFirstOnesComeFirstAndHaveTheServicesOwnPorts() {
        List<InstanceSpec> instances = Roster.parse("payment-agent=2, gateway=3").instances(settings);

        assertThat(instances).extracting(InstanceSpec::name).startsWith("gateway-1", "validator-agent-1")
                .endsWith("rollback-agent-1", "gateway-2", "payment-agent-2", "gateway-3");
        assertThat(instances.getFirst().port()).isEqualTo(settings.port(Service.GATEWAY));
        assertThat(instances).extracting(InstanceSpec::port).doesNotHaveDuplicates();
    }

    @Test
    void furtherOnesPassOverPortsThatAreTaken() throws IOException {
        int wanted = settings.port(Service.GATEWAY) + 100;
        try (var _ = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Roster.parse("gateway=2").instances(settings).getLast().port()).isGreaterThan(wanted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "17", "-1", "payment-agent", "payment-agent=", "payment-agent=0",
        "payment=2", "payment-agent=2,", "payment-agent=2=3"})
    void whatIsNoRosterIsRefused(String text) {
        assertThatExceptionOfType(FleetException.class).isThrownBy(() -> Roster.parse(text));
    }
}
