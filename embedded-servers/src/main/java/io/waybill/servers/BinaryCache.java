package io.waybill.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Where unpacked server binaries are kept between runs, each under a name that its checksum is part of. */
final class BinaryCache {

    private BinaryCache() {}

    /** The user's cache folder; or, when another account has to reach it or there is no home, the temporary folder. */
    static Path directory(Account account) {
        if (!account.isStranger()) {
            Path caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).map(Path::of).filter(Path::isAbsolute)
                    .orElse(Path.of(System.getProperty("user.home"), ".cache"));
            try {
                return Files.createDirectories(caches.resolve("waybill"));
            } catch (IOException e) {
                // no home, or not ours to write: below is always a place
            }
        }
        return ScratchFolders.base();
    }

    static String sha256(InputStream bytes) {
        try (var digesting = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static InputStream resource(String name) {
        InputStream found = BinaryCache.class.getResourceAsStream("/" + name);
        if (found == null) {
            throw new ServerStartException(
                    "No %s among the dependencies: there are binaries for Linux and macOS on amd64 and arm64 only"
                            .formatted(name));
        }
        return found;
    }
}
