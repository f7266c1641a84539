package io.waybill.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The old system as a process of its own, to be measured against. It ends when its input does. */
@Command(name = "baseline")
final class Baseline implements Callable<Integer> {

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--workers", required = true, description = "Threads, and as many connections to PostgreSQL.")
    private int workers;

    @Option(names = "--pace", required = true, description = "1: as slow as it was; n: n times as fast; 0: no pauses.")
    private int pace;

    @Option(names = "--postgres", required = true)
    private String postgres = "";

    @Option(names = "--simulators", required = true)
    private URI simulators = URI.create("");

    public static void main(String... arguments) {
        int exit = new CommandLine(new Baseline()).execute(arguments);
        System.exit(exit);
    }

    @Override
    public Integer call() throws IOException {
        try (HikariDataSource database = database(postgres, workers)) {
            var chain = new BaselineChain(BaselinePauses.at(pace), new JdbcTransactionManager(database),
                    new BaselineTables(JdbcClient.create(database)), new BaselineProviders(simulators, workers));
            try (var _ = new BaselineServer(chain, port, workers).start()) {
                awaitEnd(System.in);
            }
        }
        return 0;
    }

    /** A connection for each worker, there from the start: a worker keeps its own until the request's end anyway. */
    static HikariDataSource database(String url, int connections) {
        var database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername("baseline");
        database.setPassword("waybill");
        database.setMaximumPoolSize(connections);
        return database;
    }

    private static void awaitEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // as good as its end
        }
    }
}
