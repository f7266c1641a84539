package io.waybill.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder and all that is below it. */
final class FileTree {

    private FileTree() {}

    /** Deletes as much as can be deleted; one that isn't there is deleted already. */
    static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // something vanished while we looked: somebody else is deleting, too
        }
    }
}
