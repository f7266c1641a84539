package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.simulators.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The containers of docker-compose.yml against what the fleet knows of its services; nothing is started. */
class ComposeFileTest {

    private static final JsonNode CONTAINERS = read("../docker-compose.yml").path("services");

    private static JsonNode read(String file) {
        try {
            return Http.JSON.valueToTree(new Yaml().load(Files.readString(Path.of(file))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> containers() {
        return CONTAINERS.propertyNames().stream();
    }

    @ParameterizedTest
    @EnumSource
    void hasEveryServiceOnItsPortAndLooksAtItsHealthThere(Service service) {
        assertServes(CONTAINERS.path(service.label()), service.application(), service.standardPort());
    }

    @Test
    void hasTheSimulatorsOnTheirPort() {
        assertServes(CONTAINERS.path("simulators"), Simulators.class, 8090);
    }

    private static void assertServes(JsonNode container, Class<?> main, int port) {
        assertThat(container.path("command").asString()).isEqualTo(main.getName());
        assertThat(container.path("ports").path(0).asString()).isEqualTo("127.0.0.1:%d:%d".formatted(port, port));
        assertThat(container.path("healthcheck").path("test").toString())
                .isEqualTo("[\"CMD\",\"/waybill/ready\",\"%d\"]".formatted(port));
        assertThat(container.path("user").asString()).isEqualTo("10001:10001");
    }

    @ParameterizedTest
    @EnumSource
    void tellsThoseThatUsePostgresWhereItIs(Service service) {
        assertThat(CONTAINERS.path(service.label()).path("environment").has("SPRING_DATASOURCE_URL"))
                .isEqualTo(service.usesPostgres());
    }

    @ParameterizedTest
    @EnumSource
    void takesNoOrdersBeforeEveryServiceIsReady(Service service) {
        assertThat(CONTAINERS.path("gateway").path("depends_on").path(service.label()).path("condition").asString())
                .isEqualTo(service == Service.GATEWAY ? "" : "service_healthy");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void givesNoContainerMoreThanItNeeds(String name) {
        JsonNode container = CONTAINERS.path(name);
        assertThat(container.path("read_only").asBoolean()).isTrue();
        assertThat(container.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(container.path("security_opt").toString()).isEqualTo("[\"no-new-privileges:true\"]");
        assertThat(container.path("tmpfs").path(0).asString()).isEqualTo("/tmp");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void opensPortsToThisMachineOnly(String name) {
        assertThat(CONTAINERS.path(name).path("ports")).allMatch(port -> port.asString().startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @EnumSource
    void tellsPrometheusWhereEachServiceIsAndWhatItIsCalled(Service service) {
        JsonNode targets = read("../deploy/grafana/prometheus.yaml").at("/scrape_configs/0/static_configs");
        assertThat(targets).filteredOn(target -> target.at("/labels/job").asString().equals(service.label()))
                .singleElement().extracting(target -> target.at("/targets/0").asString())
                .isEqualTo(service.label() + ":" + service.standardPort());
    }

    @ParameterizedTest
    @EnumSource
    void sendsTracesOnlyWhenItIsToldWhereTo(Service service) {
        assertThat(CONTAINERS.path(service.label()).path("environment").path("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                .asString()).isEqualTo("${OTEL_EXPORTER_OTLP_TRACES_ENDPOINT:-}");
    }

    @Test
    void hasGrafanaOnlyForThoseWhoAskForItWithFilesThatAreThere() {
        JsonNode observability = CONTAINERS.path("observability");
        assertThat(observability.path("profiles").toString()).isEqualTo("[\"obs\"]");
        assertThat(observability.path("volumes")).map(volume -> volume.asString().split(":", 2)[0])
                .filteredOn(source -> source.startsWith("./"))
                .isNotEmpty().allSatisfy(source -> assertThat(Path.of("..").resolve(source)).exists());
        assertThat(CONTAINERS).filteredOn(each -> each.path("depends_on").has("observability")).isEmpty();
    }
}
