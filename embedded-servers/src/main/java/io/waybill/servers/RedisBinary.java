package io.waybill.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The Redis 7.0.15 program among the dependencies: the last line of Redis under the BSD licence, with the commands that
 * Valkey and ElastiCache have as well. The sums were taken when the dependency was chosen; anything else isn't run.
 */
final class RedisBinary {

    private static final Map<String, String> SUMS = Map.of(
            "linux-amd64", "c0cdeef856b3410fd99d6ec6fc6a20302e69059b00ce5d6abab7b3e5069ea91e",
            "linux-arm64", "d5c7ff117caf45d7dc2f59c1f956e1830438779947d66aa5647c2cdcc16eca50",
            "darwin-amd64", "e22a3d9147802bba0724efb2e446c49e1e514e76ff8031bb6d44b8628400d8f3",
            "darwin-arm64", "07838a2eb6f5961c89d8e6f1f83482de355dfc6bb04e05bfb00ae1f137dee129");

    private RedisBinary() {}

    /** Where the checked program is. */
    static Path unpack() {
        Platform platform = Platform.current();
        String name = "redis-server-7.0.15-" + platform;
        String sum = SUMS.getOrDefault(platform.toString(), "");
        return unpack(name, sum, BinaryCache.directory(Account.own()));
    }

    static Path unpack(String name, String sum, Path directory) {
        Path program = directory.resolve(name);
        try {
            if (Files.isExecutable(program) && BinaryCache.sha256(Files.newInputStream(program)).equals(sum)) {
                return program;
            }
            Path fresh = Files.createTempFile(directory, name, "");
            try (InputStream packed = BinaryCache.resource(name)) {
                Files.copy(packed, fresh, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!BinaryCache.sha256(Files.newInputStream(fresh)).equals(sum)) {
                Files.delete(fresh);
                throw new ServerStartException(
                        "%s among the dependencies isn't the program it was (its checksum differs), so it won't be run"
                                .formatted(name));
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
            return Files.move(fresh, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
