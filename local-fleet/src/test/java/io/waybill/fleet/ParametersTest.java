package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void giveTheDatabaseToThoseThatUseOneAndTheDemoKeyToTheGateway() {
        assertThat(of(Service.GATEWAY, Map.of())).contains(
                "--spring.datasource.url=jdbc:postgresql:x?ApplicationName=gateway",
                "--waybill.demo-key=key", "--server.port=8080", "--waybill.instance=gateway-1");
        assertThat(of(Service.VALIDATOR, Map.of())).noneMatch(argument -> argument.contains("datasource"))
                .noneMatch(argument -> argument.contains("key")).contains("--waybill.ops-token=token");
    }

    @Test
    void nameThePipelineFileWhereverTheServiceRuns() {
        assertThat(of(Service.FRAUD, Map.of("WAYBILL_PIPELINE", "mine.yaml")))
                .contains("--waybill.pipeline=" + Path.of("mine.yaml").toAbsolutePath());
        assertThat(of(Service.FRAUD, Map.of("WAYBILL_PIPELINE", "classpath:mine.yaml")))
                .contains("--waybill.pipeline=classpath:mine.yaml");
    }

    private static List<String> of(Service service, Map<String, String> environment) {
        return new Parameters(new Settings(environment), "jdbc:postgresql:x", 16379, new Secrets("key", "token"))
                .of(service);
    }
}
