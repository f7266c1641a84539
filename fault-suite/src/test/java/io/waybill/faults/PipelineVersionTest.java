package io.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineVersionTest {

    private static List<List<String>> agents(String... lives) {
        return Stream.of(lives).map(life -> Arrays.asList(life.split(" ", -1))).toList();
    }

    @Test
    void aCompletedOrderHasMetAllAgentsOfItsVersionAndNoOther() {
        String all = "validator fraud_agent inventory_agent payment_agent tracking_agent notifier";

        assertThat(PipelineVersion.SEED.allows(agents(all), true)).isTrue();
        assertThat(PipelineVersion.SEED.allows(agents(all.replace(" notifier", "")), true)).isFalse();
        assertThat(PipelineVersion.SEED.allows(agents(all + " payment_capture"), true)).isFalse();
        assertThat(PipelineVersion.SEED.allows(agents("validator fraud_agent", all), true)).isTrue();
        assertThat(PipelineVersion.SEED.allows(agents("validator payment_authorize", all), true)).isFalse();
        assertThat(PipelineVersion.USUAL.allows(agents(all), true)).isFalse();
    }

    @Test
    void agentsThatComeInTurnMayNotOverlap() {
        String sideBySide = "validator fraud_agent inventory_agent payment_authorize payment_capture tracking_agent notifier";

        assertThat(PipelineVersion.USUAL.allows(agents(sideBySide), true)).isTrue();
        assertThat(PipelineVersion.ONE_BY_ONE.allows(agents(sideBySide), true)).isFalse();
    }

    @Test
    void aRefusedOrderHasMetSomeOfThemAndAllThatUndo() {
        String undone = "validator inventory_agent fraud_agent inventory_rollback";

        assertThat(PipelineVersion.SEED.allows(agents(undone), false)).isTrue();
        assertThat(PipelineVersion.USUAL.allows(agents(undone), false)).isFalse();
        assertThat(PipelineVersion.USUAL.allows(agents(undone + " payment_rollback"), false)).isTrue();
        assertThat(PipelineVersion.SEED.allows(agents(undone + " payment_rollback"), false)).isFalse();
    }

    @Test
    void itsFileIsWrittenWhereTheFleetsOwnLies(@TempDir Path folder) throws IOException {
        for (PipelineVersion version : List.of(PipelineVersion.SEED, PipelineVersion.ONE_BY_ONE)) {
            Path file = version.in(folder);

            assertThat(file).hasParent(folder).content().contains("pipeline:");
            assertThat(version.in(folder)).isEqualTo(file);
        }
        assertThat(folder.toFile().list()).hasSize(2);
    }
}
