package io.waybill.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards of deploy/grafana. */
final class Dashboards {

    static final Path FOLDER = Path.of("../deploy/grafana");

    private Dashboards() {}

    static List<JsonNode> all() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
            return files.sorted().map(file -> JsonMapper.shared().readTree(Readme.read(file))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Those that ask Prometheus. */
    static List<Panel> panels() {
        return all().stream().flatMap(dashboard -> stream(dashboard.path("panels"))
                .filter(panel -> panel.at("/datasource/uid").asString().equals("prometheus"))
                .map(panel -> new Panel(dashboard.path("title").asString(), panel.path("title").asString(),
                        stream(panel.path("targets")).map(target -> target.path("expr").asString()).toList())))
                .toList();
    }

    static Panel panel(String title) {
        return panels().stream().filter(panel -> panel.title().equals(title)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no panel is called " + title));
    }
}
