package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcStatTest {

    @Test
    void aNameWithSpacesAndBracketsIsNoTrouble() {
        ProcStat stat = ProcStat.parse("4711 (postgres: (ledger) waybill) S 4700 4711 4711 0 -1 4194624 1234 9 0 0 "
                + "150 25 300 40 20 0 7 0 123456 2629976064 72000 18446744073709551615 1 1 0 0 0");

        assertThat(stat.own()).isEqualTo(Duration.ofMillis(1_750));
        assertThat(stat.children()).isEqualTo(Duration.ofMillis(3_400));
        assertThat(stat.total()).isEqualTo(Duration.ofMillis(5_150));
    }

    @Test
    void aProcessThatIsGoneHasNone() throws IOException {
        assertThat(ProcStat.of(0)).isEmpty();
    }

    @Test
    void ourOwnTimeIsWhatTheJvmSaysOfIt() throws IOException {
        ProcStat before = ProcStat.of(ProcessHandle.current().pid()).orElseThrow();
        Duration jvm = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        ProcStat after = ProcStat.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(jvm).isBetween(before.own(), after.own());
    }
}
