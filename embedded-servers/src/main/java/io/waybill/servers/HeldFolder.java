package io.waybill.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder, held by this process from {@link #claim} to {@link #close}. The lock goes with the process, however
 * that ends; so a server found running in a folder that can be claimed was left behind, and a folder that can't be
 * claimed has a living owner.
 */
public final class HeldFolder implements AutoCloseable {

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private HeldFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    public Path path() {
        return path;
    }

    /**
     * Creates the folder if need be and takes it. Others can't list it but may pass through, because PostgreSQL below
     * it may have to run as somebody else.
     *
     * @throws ServerStartException if that can't be, saying why in one line
     */
    public static HeldFolder claim(Path directory) {
        return claim(directory, Account.own(), "rwx--x--x");
    }

    /** The same for a server that runs under this account, and for nobody else. */
    static HeldFolder claim(Path directory, Account account) {
        return claim(directory, account, "rwx------");
    }

    private static HeldFolder claim(Path directory, Account account, String permissions) {
        Path path = create(directory, permissions);
        requireOwner(path, Account.own().uid(), account.uid());
        account.give(path);
        return tryClaim(path).orElseThrow(() -> new ServerStartException(
                "%s is in use by another running process (pid %s): stop that one first".formatted(path, holder(path))));
    }

    /** Nothing if a living process, this one included, holds the folder. */
    static Optional<HeldFolder> tryClaim(Path path) {
        // Asked first, because opening and closing a lock file once more would let go of the lock we have (POSIX).
        if (!HELD_HERE.add(path)) {
            return Optional.empty();
        }
        try {
            var lock = FileChannel.open(lockFile(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() != null) {
                lock.truncate(0).write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid())
                        .getBytes(StandardCharsets.US_ASCII)));
                return Optional.of(new HeldFolder(path, lock));
            }
            lock.close();
            HELD_HERE.remove(path);
            return Optional.empty();
        } catch (IOException e) {
            HELD_HERE.remove(path);
            throw new ServerStartException("%s can't be written (%s): mend its permissions or use another folder"
                    .formatted(path, e), e);
        }
    }

    static Path create(Path directory, String permissions) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
            }
            return directory.toRealPath();
        } catch (IOException e) {
            throw new ServerStartException("The folder %s can't be made (%s): mend that or use another folder"
                    .formatted(directory.toAbsolutePath(), e), e);
        }
    }

    /** Refuses a folder that neither we nor the account its server runs under made. */
    static void requireOwner(Path path, long self, long server) {
        long owner = owner(path);
        if (owner != self && owner != server) {
            throw new ServerStartException(
                    "%s belongs to user %d and you are user %d: run as that user or set WAYBILL_HOME to a folder of your own"
                            .formatted(path, owner, self));
        }
    }

    private static long owner(Path path) {
        try {
            return (Integer) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String holder(Path path) {
        try {
            return Files.readString(lockFile(path));
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Path lockFile(Path path) {
        return path.resolve("lock");
    }

    /** Lets the folder go and leaves what is in it. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(path);
        }
    }

    /** Lets the folder go and deletes it, as far as it can be deleted: what stays is swept up another time. */
    void delete() {
        FileTree.delete(path);
        close();
    }
}
