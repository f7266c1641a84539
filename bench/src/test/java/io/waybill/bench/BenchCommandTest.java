package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpSaysWhatThereIs() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).contains("waybill bench", "--compare", "--capacity", "--soak", "BACKLOG");
    }

    @Test
    void thereIsOneBenchmarkAtATime() {
        assertThat(run("--capacity", "--soak")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains("mutually exclusive");
    }

    @Test
    void aPartThatIsNotKnownIsAUsageError() {
        assertThat(run("--only", "half,asteroids")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains("asteroids", "PARTITIONS");
    }

    @Test
    void aSoakTakesAMinuteAtLeast() {
        assertThat(run("--soak", "--minutes", "0")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains("--minutes must be 1 or more, not 0");
    }

    @Test
    void theOldChainHasAWorkerAtLeast() {
        assertThat(run("--compare", "--workers", "0")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains("--workers must be 1 or more, not 0");
    }

    private int run(String... arguments) {
        return Bench.commandLine(Map.of()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
