package io.waybill.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules of deploy/grafana, and the cases that they are tried with. */
final class Alerts {

    static final Path CASES = Path.of("src/test/resources/alerts");

    private Alerts() {}

    /** Recording rules and alerts. */
    static List<JsonNode> rules() {
        return files(Dashboards.FOLDER.resolve("alerts")).stream().map(Alerts::yaml)
                .flatMap(file -> Dashboards.stream(file.path("groups")))
                .flatMap(group -> Dashboards.stream(group.path("rules"))).toList();
    }

    static List<JsonNode> all() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    /** What is expected of an alert at some time in some case. */
    static List<JsonNode> expectations() {
        return files(CASES).stream().map(Alerts::yaml).flatMap(file -> Dashboards.stream(file.path("tests")))
                .flatMap(test -> Dashboards.stream(test.path("promql_expr_test"))).toList();
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(Path file) {
        return JsonMapper.shared().valueToTree(new Yaml().load(Readme.read(file)));
    }
}
