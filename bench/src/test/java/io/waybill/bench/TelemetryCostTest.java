package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TelemetryCostTest {

    private static final URI SINK = URI.create("http://127.0.0.1:4318");

    private static RunResult run(String title, long gateway, long redis) {
        return new RunResult(title, Duration.ofSeconds(1), Seen.counted(100),
                Lag.NONE, new Usage(new TreeMap<>(Map.of("gateway", Duration.ofMillis(gateway), "redis",
                        Duration.ofMillis(redis), Usage.GENERATOR, Duration.ofHours(1))), new TreeMap<>()));
    }

    @Test
    void isWhatEachProcessTakesMoreThanWhenNothingIsTold() {
        var cost = new TelemetryCost(List.of(run("nothing", 60, 40), run("all", 85, 40)));

        assertThat(cost.table().columns()).containsExactly("CPU per order", "nothing", "all");
        assertThat(cost.table().rows()).containsExactly(List.of("gateway", "0.600 ms", "0.850 ms"),
                List.of("redis", "0.400 ms", "0.400 ms"), List.of("all", "1.000 ms", "1.250 ms"),
                List.of("more", "0.0 %", "25.0 %"));
    }

    @Test
    void whatAUserHasSetAboutItDoesNotCount() {
        Map<String, String> users = Map.of("WAYBILL_HOME", "here", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "http://there");

        assertThat(Telling.NOTHING.settings(users, SINK)).containsExactly(Map.entry("WAYBILL_HOME", "here"));
        assertThat(Telling.SOME.settings(users, SINK)).containsEntry("OTEL_TRACES_SAMPLER_ARG", "0.1")
                .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
                .doesNotContainKey("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    }

    @Test
    void theSinkTakesWhatIsSentAndSaysHowMuchItWas() throws IOException, InterruptedException {
        try (var sink = new TelemetrySink(); HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(HttpRequest.newBuilder(sink.uri().resolve("/v1/traces"))
                    .POST(BodyPublishers.ofString("spans")).build(), BodyHandlers.discarding()).statusCode();

            assertThat(status).isEqualTo(200);
            assertThat(sink.takenSince()).isEqualTo(5);
            assertThat(sink.takenSince()).isZero();
        }
    }
}
