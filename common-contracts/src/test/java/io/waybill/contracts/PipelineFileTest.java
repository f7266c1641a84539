package io.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineFileTest {

    /** The file that merchants' operators have had from the start; it must run unchanged. */
    static final String SEED = """
            pipeline:
              name: order_processing
              concurrency: 5
              agents:
                - name: validator
                  timeout: 2s
                  retry: 1
                - name: inventory_agent
                  timeout: 5s
                  retry: 3
                  circuit_breaker: { threshold: 5, recovery_time: 30s }
                - name: fraud_agent
                  timeout: 3s
                  retry: 2
                - name: payment_agent
                  timeout: 10s
                  retry: 2
                - name: tracking_agent
                  timeout: 2s
                  retry: 1
                - name: notifier
                  timeout: 3s
                  retry: 1
              compensation: inventory_rollback # if payment fails, release stock
            """;

    private static Pipeline parse(String yaml) {
        return PipelineFile.parse(yaml, "pipeline.yaml", Set.of());
    }

    @Test
    void theStandardPipelineHoldsMoneyEarlyAndTakesItLate() {
        Pipeline pipeline = PipelineFile.standard();

        assertThat(pipeline.pivot().name()).isEqualTo("payment_capture");
        assertThat(pipeline.ancestors("payment_capture"))
                .containsExactlyInAnyOrder("validator", "inventory_agent", "fraud_agent", "payment_authorize");
        assertThat(pipeline.undos()).containsExactly("inventory_rollback", "payment_rollback");
        assertThat(pipeline.deadline()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theSeedFileRunsStockAndFraudSideBySideThenPays() {
        Pipeline pipeline = parse(SEED);

        assertThat(pipeline.find("inventory_agent").orElseThrow().after()).containsExactly("validator");
        assertThat(pipeline.find("fraud_agent").orElseThrow().after()).containsExactly("validator");
        assertThat(pipeline.pivot().after()).containsExactly("inventory_agent", "fraud_agent");
        assertThat(pipeline.find("notifier").orElseThrow().trailing()).isTrue();
        assertThat(pipeline.find("payment_agent").orElseThrow().concurrency()).isEqualTo(5);
        assertThat(pipeline.undos()).containsExactly("inventory_rollback");
    }

    @Test
    void theVersionFollowsFromTheContentAlone() {
        assertThat(parse(SEED).hash()).isEqualTo(parse(SEED + "# a remark").hash()).hasSize(16);
        assertThat(parse(SEED).hash()).isNotEqualTo(parse(SEED.replace("retry: 3", "retry: 4")).hash());
    }

    @Test
    void thePlanSaysWhoComesAfterWhom() {
        Plan plan = Plan.of(parse(SEED));

        assertThat(plan.fields()).containsEntry("first", "validator")
                .containsEntry("next:validator", "inventory_agent,fraud_agent")
                .containsEntry("after:payment_agent", "inventory_agent,fraud_agent")
                .containsEntry("before", "validator,inventory_agent,fraud_agent")
                .containsEntry("pivot", "payment_agent").containsEntry("trailing", "notifier")
                .containsEntry("undos", "inventory_rollback").containsEntry("run:payment_agent", "10000,2");
    }

    @Test
    void aNinthAgentIsOneEntry() {
        Pipeline pipeline = parse(SEED
                .replace("  compensation",
                        "    - { name: shop_report, after: [payment_agent], trailing: true }\n  compensation"));

        assertThat(pipeline.agents()).hasSize(7);
        assertThat(pipeline.ancestors("shop_report")).contains("payment_agent", "validator");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "timeout: 5s       | timout: 5s                  | pipeline.yaml:9: pipeline.agents[1].timout is not a key that Waybill knows; those are name, after, timeout",
        "timeout: 5s       | timeout: 5                  | pipeline.yaml:9: pipeline.agents[1].timeout must be a duration such as 500ms, 2s, 5m or 1h, not '5'",
        "retry: 3          | retry: -1                   | pipeline.yaml:10: pipeline.agents[1].retry must be a whole number from 0 on, not '-1'",
        "retry: 3          | after: [shipping]           | pipeline.yaml:10: pipeline.agents[1].after names 'shipping', which the pipeline doesn't have",
        "retry: 3          | after: [payment_agent]      | makes a cycle: inventory_agent would have to wait for itself",
        "retry: 3          | after: [tracking_agent]     | makes a cycle",
        "retry: 3          | pivot: maybe                | must be true or false, not 'maybe'",
        "retry: 3          | pivot: true                 | leaves fraud_agent beside the pivot inventory_agent",
        "retry: 3          | trailing: true              | only agents after the pivot payment_agent can trail",
        "name: fraud_agent | name: fraud_agnet           | pipeline.yaml:12: pipeline.agents[2].name 'fraud_agnet' is an unknown agent",
        "name: fraud_agent | name: validator             | 'validator' stands twice",
        "name: payment_agent | name: Payment             | must be lower-case letters, digits and underscores, not 'Payment'",
        "timeout: 10s      | timeout: 30m                | timeout of 30m x 3 tries is longer than the order's deadline of 1h",
        "compensation: inventory_rollback | compensation: undo | names 'undo', which no service hosts; hosted are inventory_rollback, payment_rollback",
        "retry: 3          | {                           | not YAML",
        "concurrency: 5    | concurrency: 5, 6           | must be a whole number from 1 on",
        "name: order_processing | name: [a]      | pipeline.yaml:2: pipeline.name must be a text"})
    void whatIsWrongIsNamedWithFileKeyAndCure(String sound, String wrong, String message) {
        assertThatThrownBy(() -> parse(SEED.replaceFirst(sound, wrong))).isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining(message);
    }

    @Test
    void allThatIsWrongIsNamedInTheFilesOrder() {
        assertThatThrownBy(() -> parse(SEED.replaceFirst("timeout: 5s", "tmeout: 5s")
                .replaceFirst("retry: 3", "rtry: 3")
                .replaceFirst("concurrency: 5", "concurrency: x").replaceFirst("name: order_processing", "nme: x")))
                .satisfies(e -> assertThat(
                        String.valueOf(e.getMessage()).lines().map(line -> line.replaceFirst(" .*", "")))
                        .hasSize(4).isSortedAccordingTo(Comparator.comparingInt(
                                place -> Integer.parseInt(place.replaceAll("[^0-9]", "")))));
    }

    @Test
    void onlyAgentsBeforeThePivotAreUndone() {
        assertThatThrownBy(
                () -> parse(SEED.replace("timeout: 10s", "timeout: 10s\n      compensation: payment_rollback")))
                .hasMessageContaining("only agents before the pivot payment_agent are undone");
    }

    @Test
    void aPipelineWithoutPivotIsRefused() {
        assertThatThrownBy(() -> parse("pipeline:\n  agents:\n    - name: validator\n"))
                .hasMessageContaining("have no pivot");
    }

    @Test
    void anEmptyOrMissingFileIsRefused() {
        assertThatThrownBy(() -> parse("")).hasMessageContaining("pipeline is missing");
        assertThatThrownBy(() -> PipelineFile.read(Path.of("nowhere.yaml")))
                .hasMessageContaining("nowhere.yaml: can't be read");
    }
}
