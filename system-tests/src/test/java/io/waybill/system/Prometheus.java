package io.waybill.system;

import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A Prometheus of its own that asks each target every two seconds. What it keeps is in a folder that the test throws away. */
final class Prometheus implements AutoCloseable {

    static final String HOW_TO_GET_IT = "prometheus and promtool aren't on the PATH; on Debian: apt-get install prometheus, or as .ci/run does";
    /** As Grafana fills them in for targets that are asked every two seconds; a range of some seconds sees a cause soon. */
    private static final Map<String, String> VARIABLES = Map.of("$__rate_interval", "15s", "$__range", "5m");

    private final Process process;
    private final Http http;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.http = new Http(port, "");
    }

    static boolean isInstalled() {
        return Stream.of("prometheus", "promtool").allMatch(tool -> find(tool).isPresent());
    }

    static Path tool(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(HOW_TO_GET_IT));
    }

    private static Optional<Path> find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).findFirst();
    }

    /** @param targets the job of each port on this machine */
    static Prometheus start(Path folder, Map<Integer, String> targets) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yaml"), """
                global: { scrape_interval: 2s, evaluation_interval: 2s }
                rule_files: ["%s/*.yaml"]
                scrape_configs:
                  - job_name: waybill
                    metrics_path: /actuator/prometheus
                    static_configs:
                %s""".formatted(Dashboards.FOLDER.resolve("alerts").toRealPath(), targets.entrySet().stream()
                .map(target -> "      - { targets: [\"127.0.0.1:%d\"], labels: { job: %s } }\n".formatted(
                        target.getKey(), target.getValue()))
                .collect(Collectors.joining())));
        int port = Ports.one();
        Process process = new ProcessBuilder(tool("prometheus").toString(), "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn").redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        var prometheus = new Prometheus(process, port);
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                .until(() -> prometheus.http.send("GET", "/-/ready", "").statusCode() == 200);
        return prometheus;
    }

    /** What a panel's query shows now, without what has no value. */
    List<Sample> ask(String query) {
        String filled = query;
        for (var variable : VARIABLES.entrySet()) {
            filled = filled.replace(variable.getKey(), variable.getValue());
        }
        JsonNode result = http.get("/api/v1/query?query=" + URLEncoder.encode(filled, StandardCharsets.UTF_8));
        return Dashboards.stream(result.at("/data/result")).map(Sample::of)
                .filter(sample -> !Double.isNaN(sample.value())).toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One series' value at one time. */
    record Sample(Map<String, String> labels, double value) {

        private static Sample of(JsonNode vector) {
            return new Sample(vector.path("metric").properties().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, label -> label.getValue().asString())),
                    Double.parseDouble(vector.at("/value/1").asString()));
        }
    }
}
