package io.waybill.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Folders of throwaway servers. A killed run can't clean up after itself, so the next one does. */
final class ScratchFolders {

    /** A folder is made a moment before it is locked: a fresh one without a holder isn't abandoned. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private ScratchFolders() {}

    /** This user's own place below the temporary folder; others may pass through (PostgreSQL started by root does). */
    static Path base() {
        long self = Account.own().uid();
        Path base = HeldFolder.create(Path.of(System.getProperty("java.io.tmpdir"), "waybill-" + self), "rwx--x--x");
        HeldFolder.requireOwner(base, self, self);
        return base;
    }

    static HeldFolder claim(String kind, Account account) {
        try {
            return HeldFolder.claim(Files.createTempDirectory(base(), kind + "-"), account);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops what runs in abandoned folders of this kind, and deletes them. */
    static void sweep(String kind, Consumer<Path> stop) {
        for (Path path : list(kind + "-")) {
            HeldFolder.tryClaim(path).ifPresent(folder -> {
                try {
                    stop.accept(path);
                    folder.delete();
                } catch (ServerStartException e) {
                    folder.close(); // its server doesn't stop: no reason not to start ours
                }
            });
        }
    }

    private static List<Path> list(String prefix) {
        Instant limit = Instant.now().minus(FRESH);
        try (var found = Files.list(base())) {
            return found.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .filter(path -> path.toFile().lastModified() < limit.toEpochMilli()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
