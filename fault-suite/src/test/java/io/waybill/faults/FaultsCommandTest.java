package io.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FaultsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aListNamesEveryFaultAndWhatMustHold() {
        assertThat(run("--list")).isZero();

        assertThat(out.toString().lines()).hasSize(Known.values().length)
                .anySatisfy(line -> assertThat(line).contains("13 postgres-killed", "503 + Retry-After"));
    }

    @Test
    void anUnknownFaultIsAUsageError() {
        assertThat(run("asteroid")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains("There is no fault asteroid");
    }

    @Test
    void aFaultHasANumberAndAName() {
        assertThat(Known.named("7")).containsExactly(Known.REDIS_FLUSHED);
        assertThat(Known.named("redis-flushed")).containsExactly(Known.REDIS_FLUSHED);
        assertThat(Known.named("0")).isEmpty();
    }

    @Test
    void whatIsLongIsRunOnlyWhenItIsNamed() {
        assertThat(Known.numbered()).contains(Known.POISON).doesNotContain(Known.FLUSHALL, Known.CLUSTER);
    }

    private int run(String... arguments) {
        return new CommandLine(new FaultsCommand(Map.of(), List.of())).setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err)).execute(arguments);
    }
}
