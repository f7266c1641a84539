package io.waybill.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the README shows, so that tests can do it. */
final class Readme {

    private Readme() {}

    static String text() {
        return read(Path.of("../README.md"));
    }

    /** The order that the README posts with curl, as the shell would pass it on. */
    static String order() {
        String command = text().split("-d '", 2)[1];
        return command.substring(0, command.indexOf("}'\n") + 1).replace("'\"'\"'", "'");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
