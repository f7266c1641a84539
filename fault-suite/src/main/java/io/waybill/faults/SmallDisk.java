package io.waybill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A file system in memory that is small enough to be filled, for PostgreSQL's data. Only root can mount one, and does so
 * where nobody else sees it: in a mount namespace of the suite's own, which goes with its last process.
 */
final class SmallDisk {

    /** Set in the environment of a suite that is in a namespace of its own. */
    private static final String INSIDE = "WAYBILL_FAULTS_OWN_MOUNTS";
    private static final String SIZE = "1g";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Runs this program again in a namespace of its own, and returns what it exits with; nothing if it can't or needn't. */
    static Optional<Integer> runInside(List<String> command) {
        if (System.getenv(INSIDE) != null || !succeeds("unshare", "-m", "true")) {
            return Optional.empty();
        }
        try {
            var inside = new ProcessBuilder("unshare", "-m").inheritIO();
            inside.command().addAll(command);
            inside.environment().put(INSIDE, "yes");
            return Optional.of(await(inside.start()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whoever tells us to stop means the one inside, which has a fleet to stop first. */
    private static int await(Process inside) {
        while (true) {
            try {
                return inside.waitFor();
            } catch (InterruptedException e) {
                inside.toHandle().destroy();
            }
        }
    }

    /** Mounts it on this folder; nothing if that isn't permitted here. */
    static Optional<SmallDisk> mount(Path folder) {
        if (System.getenv(INSIDE) == null) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return succeeds("mount", "-t", "tmpfs", "-o", "mode=700,size=" + SIZE, "tmpfs", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Leaves no room, until what is returned is closed. */
    Ballast fill() throws IOException {
        Path file = folder.resolve("ballast");
        for (int chunk = 1 << 20; chunk > 0; chunk /= 4) {
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (channel.write(ByteBuffer.allocate(chunk)) == chunk) {
                    // on until there is no room for as much
                }
            } catch (IOException noRoomForThis) {
                // smaller pieces may still fit
            }
        }
        return () -> Files.deleteIfExists(file);
    }

    /** What takes the room. */
    interface Ballast extends AutoCloseable {

        @Override
        void close() throws IOException;
    }
}
