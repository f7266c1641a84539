package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whoever is called by an alert is told what it means and what to do; and it calls when it should, and only then. */
class AlertsTest {

    private static final Path RUNBOOKS = Path.of("../docs/runbooks");

    static Stream<JsonNode> alerts() {
        return Alerts.all().stream();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void saysHowMuchHasteThereIsAndWhatToDo(JsonNode alert) {
        assertThat(alert.at("/labels/severity").asString()).isIn("page", "ticket");
        assertThat(alert.at("/annotations/summary").asString()).isNotBlank();
        assertThat(alert.at("/annotations/description").asString()).isNotBlank();
        assertThat(alert.at("/annotations/runbook_url").asString())
                .isEqualTo("{{ $externalLabels.runbooks }}/" + alert.path("alert").asString() + ".md");
    }

    /** Grafana serves what is in its folder named public under that name. */
    @Test
    void aRunbooksLinkLeadsToAPageThatTheContainersServe() {
        String runbooks = Alerts.yaml(Dashboards.FOLDER.resolve("prometheus.yaml"))
                .at("/global/external_labels/runbooks").asString();
        JsonNode grafana = Alerts.yaml(Path.of("../docker-compose.yml")).at("/services/observability");

        assertThat(runbooks).isEqualTo("http://localhost:3000/public/runbooks");
        assertThat(grafana.path("ports").toString()).contains("127.0.0.1:3000:3000");
        assertThat(grafana.path("volumes").toString())
                .contains("./docs/runbooks:/otel-lgtm/grafana/public/runbooks:ro");
    }

    @Test
    void eachHasARunbookAndEachRunbookAnAlert() {
        assertThat(Alerts.files(RUNBOOKS)).map(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(alerts().map(alert -> alert.path("alert").asString() + ".md")
                        .distinct().toList());
    }

    @Test
    void runbooksSayTheSameFourThings() {
        assertThat(Alerts.files(RUNBOOKS)).map(Readme::read).allSatisfy(page -> assertThat(page)
                .contains("\n## What it means\n", "\n## How to look\n", "\n## What to do\n", "\n## When it's over\n"));
    }

    /** Quoted in a runbook and followed by no other panel's name, they would send somebody to what isn't there. */
    @Test
    void runbooksNamePanelsThatExist() {
        List<String> titles = Dashboards.panels().stream().map(Panel::title).toList();
        assertThat(Alerts.files(RUNBOOKS)).map(Readme::read).allSatisfy(page -> assertThat(questions(page))
                .isSubsetOf(titles));
    }

    private static List<String> questions(String page) {
        return Pattern.compile("\"([^\"]+\\?)\"").matcher(page.replaceAll("\\s+", " ")).results()
                .map(found -> found.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void isTriedWithACaseInWhichItFiresAndOneInWhichItIsSilent(JsonNode alert) {
        String name = "alertname=\"" + alert.path("alert").asString() + "\"";
        List<JsonNode> expected = Alerts.expectations().stream()
                .filter(each -> each.path("expr").asString().contains(name)).toList();
        assertThat(expected).anySatisfy(each -> assertThat(each.at("/exp_samples/0/labels").asString())
                .contains(name, "alertstate=\"firing\"",
                        "severity=\"" + alert.at("/labels/severity").asString() + "\""));
        assertThat(expected).anySatisfy(each -> assertThat(each.path("exp_samples")).isEmpty());
    }

    @Test
    void prometheusFiresThemWhenTheyShouldAndOnlyThen() throws IOException, InterruptedException {
        assumeTrue(Prometheus.isInstalled(), Prometheus.HOW_TO_GET_IT);
        var command = new ArrayList<>(List.of(Prometheus.tool("promtool").toString(), "test", "rules"));
        Alerts.files(Alerts.CASES).forEach(file -> command.add(file.toString()));

        Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("SUCCESS").doesNotContain("FAILED");
        assertThat(promtool.waitFor()).isZero();
    }
}
