package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.servers.HeldFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WaybillTest {

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "order --nonsense", "order --decline --fraud", "replay",
        "replay a.csv --rate x", "check --parked 1", "check --settled --parked x", "check --log none.jsonl",
        "ops nonsense", "ops pause",
        "ops pause fraud_agent", "ops resume", "ops discard 1", "ops replay", "ops replay 1 --cause x",
        "ops replay 1 --agent y",
        "ops replay 1 --dry-run"})
    void whatIsNotUnderstoodExitsWith2AndSaysHowToUseIt(String line) {
        assertThat(execute(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("Usage: waybill", "Did you mean");
    }

    @Test
    void aDryRunIsOnlyOfferedForWhatItIsPossible() {
        assertThat(execute("ops", "replay", "--help")).isZero();
        assertThat(out.toString()).contains("replay ID [--reason=WHY]\n", "[--agent=AGENT] [--dry-run]\n");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(execute("help")).isZero();
        assertThat(execute("help", "order")).isZero();
        assertThat(out.toString()).contains("Usage: waybill [", "Usage: waybill order");
    }

    @Test
    void anOrderWithoutAFleetSaysHowToStartOne() throws IOException {
        assertThat(execute("order")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().endsWith("start the fleet with ./waybill up");

        Files.writeString(home.resolve("api-key"), "key");
        Files.writeString(home.resolve("ops-token"), "token");
        err.getBuffer().setLength(0);
        assertThat(execute("order")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("http://127.0.0.1:1 doesn't answer")
                .endsWith("start the fleet with ./waybill up");
    }

    @Test
    void aCheckWithoutAFleetSaysHowToStartOne() {
        assertThat(execute("check")).isEqualTo(1);
        assertThat(err.toString()).startsWith("The tables can't be read: ")
                .endsWith("Start the fleet with ./waybill up" + System.lineSeparator());
    }

    @Test
    void resetForgetsWhatTheFleetKeptAndNothingElse() throws IOException {
        Files.createDirectories(home.resolve("log"));
        Files.writeString(home.resolve("log/waybill.log"), "");
        Files.writeString(home.resolve("api-key"), "");
        Files.writeString(home.resolve("somebody-elses"), "");
        assertThat(execute("reset")).isZero();
        assertThat(home.resolve("log")).doesNotExist();
        assertThat(home.resolve("api-key")).doesNotExist();
        assertThat(home.resolve("somebody-elses")).exists();
    }

    @Test
    void resetAndUpRefuseWhileAFleetRuns() {
        try (HeldFolder held = HeldFolder.claim(home)) {
            assertThat(execute("reset")).isEqualTo(1);
            assertThat(execute("up")).isEqualTo(1);
            assertThat(err.toString().lines()).hasSize(2)
                    .allMatch(line -> line.contains(held.path() + " is in use by another running process"));
        }
    }

    @Test
    void upNamesAllMistakesOfThePipelineAndStartsNothing() throws IOException {
        Path file = home.resolve("mine.yaml");
        Files.writeString(file, "pipeline:\n  nme: x\n  agents:\n    - name: validator\n      timout: 1s\n");

        assertThat(execute(Map.of("WAYBILL_PIPELINE", file.toString()), "up")).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(2).anyMatch(line -> line.startsWith(file + ":2: pipeline.nme"))
                .anyMatch(line -> line.startsWith(file + ":5: pipeline.agents[0].timout"));
        assertThat(home).isDirectoryNotContaining("glob:**/{log,postgres,redis,lock}");
    }

    private int execute(String... arguments) {
        return execute(Map.of(), arguments);
    }

    private int execute(Map<String, String> more, String... arguments) {
        var environment = new HashMap<>(more);
        environment.putAll(Map.of("WAYBILL_HOME", home.toString(), "WAYBILL_GATEWAY_PORT", "1",
                "WAYBILL_POSTGRES_PORT", "1"));
        CommandLine line = Waybill.commandLine(new Settings(environment));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
