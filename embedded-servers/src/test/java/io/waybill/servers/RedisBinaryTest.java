package io.waybill.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {

    @TempDir
    Path directory;

    @Test
    void aProgramWithAnotherSumIsNotRun() {
        String name = "redis-server-7.0.15-" + Platform.current();
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> RedisBinary.unpack(name, "0".repeat(64), directory))
                .withMessageContaining("checksum differs");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aCachedProgramThatWasTamperedWithIsUnpackedAgain() throws IOException {
        Path program = RedisBinary.unpack();
        byte[] right = Files.readAllBytes(program);
        String sum = BinaryCache.sha256(Files.newInputStream(program));
        Path cached = Files.write(directory.resolve(program.getFileName()), new byte[]{1});
        assertThat(cached.toFile().setExecutable(true)).isTrue();
        assertThat(RedisBinary.unpack(program.getFileName().toString(), sum, directory)).hasBinaryContent(right);
    }
}
