package io.waybill.fleet;

import io.waybill.servers.HeldFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The folder in which the fleet keeps everything ({@code WAYBILL_HOME}). One fleet at a time holds it. */
record Home(Path path) {

    static final String API_KEY = "api-key";
    static final String OPS_TOKEN = "ops-token";

    Path postgres() {
        return path.resolve("postgres");
    }

    Path redis() {
        return path.resolve("redis");
    }

    Path log() {
        return log("waybill");
    }

    /** Of one process. */
    Path log(String name) {
        return path.resolve("log").resolve(name + ".log");
    }

    Path addresses() {
        return path.resolve("addresses");
    }

    /** Everything that the fleet puts here, and so everything that it may delete. */
    List<Path> contents() {
        return List.of(postgres(), redis(), path.resolve("log"), addresses(), path.resolve(API_KEY),
                path.resolve(OPS_TOKEN));
    }

    HeldFolder hold() {
        return HeldFolder.claim(path);
    }

    /** A key or token that was made earlier. */
    Optional<String> secret(String name) {
        try {
            return Optional.of(Files.readString(path.resolve(name)).strip()).filter(secret -> !secret.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same; made now, at random and for its owner's eyes only, if there is none. */
    String ensureSecret(String name) {
        return secret(name).orElseGet(() -> writeSecret(name, random()));
    }

    String writeSecret(String name, String secret) {
        Path file = path.resolve(name);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret + "\n", StandardOpenOption.TRUNCATE_EXISTING);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String random() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
