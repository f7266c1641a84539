package io.waybill.servers;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server wrote to its log since one moment: where it says why it didn't start. */
record ServerLog(Path file, long since) {

    static ServerLog from(Path file) {
        try {
            return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            return new ServerLog(file, 0);
        }
    }

    /** The last line that matches: the pattern's group 1. */
    Optional<String> last(Pattern complaint) {
        return lines().reversed().stream().map(complaint::matcher).filter(Matcher::find)
                .map(found -> found.group(1).strip())
                .findFirst();
    }

    private List<String> lines() {
        try (var channel = FileChannel.open(file)) {
            channel.position(since);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
