package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path directory;

    @Test
    void makesSecretsOnceAndForItsOwnerOnly() throws IOException {
        var home = new Home(directory);
        Secrets made = Secrets.ensure(home, new Settings(Map.of()));
        assertThat(Secrets.ensure(home, new Settings(Map.of()))).isEqualTo(made);
        assertThat(Secrets.find(home, new Settings(Map.of()))).isEqualTo(made);
        assertThat(made.apiKey()).hasSize(48).isNotEqualTo(made.opsToken());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("api-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void takesAGivenTokenAndKeepsItForTheOtherCommands() {
        var home = new Home(directory);
        assertThat(Secrets.ensure(home, new Settings(Map.of("WAYBILL_OPS_TOKEN", "mine"))).opsToken())
                .isEqualTo("mine");
        assertThat(Secrets.find(home, new Settings(Map.of())).opsToken()).isEqualTo("mine");
    }

    @Test
    void tellsTheOtherCommandsWhereTheFleetIs() {
        var home = new Home(directory);
        var elsewhere = new Settings(Map.of("WAYBILL_GATEWAY_PORT", "9080", "WAYBILL_INVENTORY_PORT", "9082"));
        assertThat(Addresses.find(home, new Settings(Map.of())).gateway()).isEqualTo(Addresses.local(8080));
        Addresses.from(elsewhere).note(home);
        assertThat(Addresses.find(home, new Settings(Map.of()))).isEqualTo(Addresses.from(elsewhere));
    }
}
