package io.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkewedClockTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aProcessIsToldAnotherTime() throws IOException {
        assertThat(toldTo(Duration.ofMinutes(5))).isCloseTo(Instant.now().plusSeconds(300),
                within(10, ChronoUnit.SECONDS));
        assertThat(toldTo(Duration.ofMinutes(-5))).isCloseTo(Instant.now().minusSeconds(300),
                within(10, ChronoUnit.SECONDS));
    }

    private Instant toldTo(Duration ahead) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                SkewedClock.option(folder, ahead), "-cp", System.getProperty("java.class.path"), Now.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return Instant.parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    /** Says the time, as the services ask for it. */
    static final class Now {

        private Now() {}

        public static void main(String... arguments) {
            System.out.println(InstantSource.system().instant());
        }
    }
}
