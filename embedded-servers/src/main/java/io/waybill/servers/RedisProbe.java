package io.waybill.servers;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One question to a Redis server on this machine, over a connection of its own. */
record RedisProbe(int port) {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * The answer's parts in order, an error included as its text.
     *
     * @throws IOException if nobody answers in two seconds, or not in Redis' words
     */
    List<String> ask(String... command) throws IOException {
        try (var socket = new Socket()) {
            int patience = (int) PATIENCE.toMillis();
            socket.setSoTimeout(patience);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), patience);
            socket.getOutputStream().write(encode(command));
            var parts = new ArrayList<String>();
            read(new DataInputStream(socket.getInputStream()), parts);
            return parts;
        }
    }

    /** Whether the server on this port answers and says that it keeps its data in this folder. */
    boolean isFor(Path folder) {
        try {
            return ask("CONFIG", "GET", "dir").contains(folder.toString());
        } catch (IOException e) {
            return false;
        }
    }

    boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] encode(String... command) {
        var text = new StringBuilder("*").append(command.length).append("\r\n");
        for (String word : command) {
            text.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n").append(word)
                    .append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void read(DataInputStream answer, List<String> parts) throws IOException {
        String line = line(answer);
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+', '-', ':' -> parts.add(rest);
            case '$' -> {
                int length = Integer.parseInt(rest);
                parts.add(
                        length < 0 ? "" : new String(answer.readNBytes(length + 2), 0, length, StandardCharsets.UTF_8));
            }
            case '*' -> {
                for (int i = 0; i < Integer.parseInt(rest); i++) {
                    read(answer, parts);
                }
            }
            default -> throw new IOException("Not Redis: " + line);
        }
    }

    private static String line(DataInputStream answer) throws IOException {
        var text = new StringBuilder();
        for (int read; (read = answer.read()) != '\n';) {
            if (read < 0) {
                throw new EOFException("Not Redis, or it closed the connection");
            }
            text.append((char) read);
        }
        String line = text.toString().strip();
        if (line.length() < 1) {
            throw new IOException("Not Redis: an empty line");
        }
        return line;
    }
}
