package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The dashboards' files, as far as they can be judged without Grafana. What their queries show is tried in PanelsTest. */
class DashboardsTest {

    private static final int WIDTH = 24;

    static Stream<JsonNode> dashboards() {
        return Dashboards.all().stream();
    }

    static Stream<JsonNode> panels() {
        return dashboards().flatMap(dashboard -> Dashboards.stream(dashboard.path("panels")));
    }

    static Stream<String> queries() {
        return Stream.concat(Dashboards.panels().stream().flatMap(panel -> panel.queries().stream()),
                Alerts.rules().stream().map(rule -> rule.path("expr").asString()));
    }

    @ParameterizedTest
    @MethodSource("panels")
    void eachPanelSaysWhatItShowsInWhichUnitAndFromWhere(JsonNode panel) {
        assertThat(panel.path("title").asString()).isNotBlank();
        assertThat(panel.path("description").asString()).isNotBlank();
        assertThat(panel.path("targets")).isNotEmpty();
        assertThat(sources()).contains(panel.at("/datasource/uid").asString());
        if (panel.at("/datasource/uid").asString().equals("prometheus")) {
            assertThat(panel.at("/fieldConfig/defaults/unit").asString()).isNotBlank();
        }
    }

    private static List<String> sources() {
        return Dashboards.stream(Alerts.yaml(Dashboards.FOLDER.resolve("datasources.yaml")).path("datasources"))
                .map(source -> source.path("uid").asString()).toList();
    }

    @Test
    void noTwoPanelsHaveOneTitleSoThatRunbooksCanNameThem() {
        assertThat(panels()).extracting(panel -> panel.path("title").asString()).doesNotHaveDuplicates();
        assertThat(dashboards()).extracting(dashboard -> dashboard.path("uid").asString()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void noPanelLiesOnAnotherOrHasItsNumber(JsonNode dashboard) {
        var cells = new TreeSet<Integer>();
        var numbers = new TreeSet<Integer>();
        Dashboards.stream(dashboard.path("panels")).forEach(panel -> {
            assertThat(numbers.add(panel.path("id").asInt())).as(panel.path("title").asString()).isTrue();
            JsonNode place = panel.path("gridPos");
            for (int x = place.path("x").asInt(); x < place.path("x").asInt() + place.path("w").asInt(); x++) {
                for (int y = place.path("y").asInt(); y < place.path("y").asInt() + place.path("h").asInt(); y++) {
                    assertThat(x < WIDTH && cells.add(y * WIDTH + x)).as(panel.path("title").asString()).isTrue();
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queriesUseOnlyMetricsThatArePromised(String query) {
        Set<String> known = MeterTable.series();
        Alerts.rules().forEach(rule -> known.add(rule.path("record").asString("")));

        assertThat(QueriedMetrics.of(query)).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void somethingHappensInATestThatMovesEachPanel() {
        assertThat(Causes.all().stream().flatMap(cause -> Stream.concat(cause.during().stream(),
                cause.afterwards().stream())).map(Effect::panel))
                .containsAll(Dashboards.panels().stream().map(Panel::title).toList());
    }

    @Test
    void noQueryHidesThatThereIsNothing() {
        assertThat(queries()).noneMatch(query -> query.contains("vector("));
    }
}
