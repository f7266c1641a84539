package io.waybill.bench;

import io.waybill.servers.Ports;
import io.waybill.servers.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The old system's process: started with the options of the JVM that the fleet's services have, and a pool of its own. */
final class BaselineProcess implements AutoCloseable {

    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx256m",
            "-Dhttp.maxConnections=200", "-Dsun.net.http.retryPost=false", "-Dsun.net.httpserver.nodelay=true",
            "-Dsun.net.httpserver.maxIdleConnections=5000", "-Dlogback.configurationFile=baseline-logback.xml");
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private final Process process;
    private final int port;
    private final PostgresServer postgres;

    private BaselineProcess(Process process, int port, PostgresServer postgres) {
        this.process = process;
        this.port = port;
        this.postgres = postgres;
    }

    /**
     * How the old system is set up.
     *
     * @param workers threads and connections
     * @param pace how many times as fast as in the story its own steps are; 0: they take no time
     */
    record Setup(int workers, int pace) {}

    /** Returns when it takes orders. */
    static BaselineProcess start(Setup setup, PostgresServer postgres, URI simulators, Path log)
            throws IOException, InterruptedException {
        int port = Ports.random();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of(Baseline.class.getName(), "--port=" + port, "--workers=" + setup.workers(),
                "--pace=" + setup.pace(), "--postgres=" + postgres.jdbcUrl(), "--simulators=" + simulators));
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var started = new BaselineProcess(builder.start(), port, postgres);
        started.awaitReady(log);
        return started;
    }

    private void awaitReady(Path log) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("The old chain doesn't start: its log is " + log);
            }
            Thread.sleep(50);
        }
    }

    private boolean isReady() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    URI orders() {
        return URI.create("http://127.0.0.1:%d/orders".formatted(port));
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once, with all that it has in hand; PostgreSQL rolls that back. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        BaselineTables.disconnect(postgres.superuser());
    }
}
