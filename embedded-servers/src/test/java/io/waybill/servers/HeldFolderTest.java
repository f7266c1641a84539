package io.waybill.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFolderTest {

    @TempDir
    Path directory;

    @Test
    void isHeldUntilItIsClosed() throws IOException {
        Path path = directory.toRealPath();
        try (var held = HeldFolder.claim(path, Account.own())) {
            assertThat(HeldFolder.tryClaim(path)).isEmpty();
            assertThat(held.path()).isEqualTo(path);
        }
        HeldFolder.tryClaim(path).orElseThrow().close();
    }

    @Test
    void ofAnotherUserIsRefused() {
        long self = Account.own().uid();
        HeldFolder.requireOwner(directory, self, self);
        HeldFolder.requireOwner(directory, self + 1, self);
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> HeldFolder.requireOwner(directory, self + 1, self + 2))
                .withMessage(
                        "%s belongs to user %d and you are user %d: run as that user or set WAYBILL_HOME to a folder of your own",
                        directory, self, self + 1);
    }

    @Test
    void thatIsAFileIsRefusedInOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatExceptionOfType(ServerStartException.class).isThrownBy(() -> HeldFolder.claim(file, Account.own()))
                .withMessageContaining("can't be made");
    }
}
