package io.waybill.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive among the dependencies (15 MB packed, 60 MB unpacked). */
record PostgresBinaries(Path home) {

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    static PostgresBinaries unpack(Account account) {
        String archive = archive(Platform.current());
        String sum = BinaryCache.sha256(BinaryCache.resource(archive));
        Path home = BinaryCache.directory(account).resolve("postgresql-" + sum.substring(0, 16));
        if (!Files.isDirectory(home)) {
            unpack(archive, home);
        }
        return new PostgresBinaries(home);
    }

    private static String archive(Platform platform) {
        String architecture = platform.architecture().equals("arm64") ? "arm_64" : "x86_64";
        return "postgres-%s-%s.txz".formatted(platform.os(), architecture);
    }

    /** The folder appears whole or not at all, also when two processes unpack at once or one is killed. */
    private static void unpack(String archive, Path home) {
        try (InputStream packed = BinaryCache.resource(archive)) {
            Path fresh = Files.createTempDirectory(home.getParent(), home.getFileName() + "-");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            extract(packed, fresh);
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // another process was quicker
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw new UncheckedIOException(e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void extract(InputStream packed, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null;) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException(entry.getName() + " points outside of the archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    boolean program = file.startsWith(target.resolve("bin"));
                    Files.setPosixFilePermissions(file,
                            PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
