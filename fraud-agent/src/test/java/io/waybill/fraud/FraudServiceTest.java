package io.waybill.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.runtime.WaybillService;
import io.waybill.servers.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class FraudServiceTest {

    @Test
    void theServiceStartsAndIsReady() throws Exception {
        try (var service = WaybillService.start(FraudAgent.class, "--server.port=0",
                "--spring.data.redis.port=" + TestServers.redis().port());
                var http = HttpClient.newHttpClient()) {
            var readiness = URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port")
                    + "/actuator/health/readiness");

            assertThat(http.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }
}
