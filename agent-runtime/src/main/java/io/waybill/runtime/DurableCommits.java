package io.waybill.runtime;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The promise that a commit is on disk when PostgreSQL says so. Everything that must not be lost or done twice rests on a row
 * that was committed first; with {@code synchronous_commit = off} the last of them vanish in a crash, without an error.
 */
final class DurableCommits {

    /** As it holds for this role in this database; {@code alter role … in database …} outranks all but the connection's own. */
    private static final String SETTINGS = """
            select
              current_setting('synchronous_commit') as commits, current_setting('fsync') as fsync,
              (select source from pg_settings where name = 'synchronous_commit') as source,
              current_user as role, current_database() as database,
              concat_ws(':', host(inet_server_addr()), inet_server_port()) as server
            """;

    private static final Logger LOG = LoggerFactory.getLogger(DurableCommits.class);

    private DurableCommits() {}

    /**
     * Whoever calls this at start-up doesn't start on a database that doesn't keep the promise. A server without
     * {@code fsync} keeps it until the machine itself goes down, which is enough for a throwaway one: that is only warned of.
     *
     * @throws UnsafeDatabaseException when commits aren't waited for
     * @throws org.springframework.dao.DataAccessException when the database can't be asked
     */
    static DurableCommits require(JdbcClient database) {
        Settings settings = database.sql(SETTINGS).query(DurableCommits::settings).single();
        if (settings.commits().equals("off")) {
            throw new UnsafeDatabaseException(settings.refusal(), settings.cure());
        }
        if (settings.fsync().equals("off")) {
            LOG.warn("{} runs with fsync = off: commits don't outlast a crash of that machine; for throwaway data only",
                    settings.place());
        }
        return new DurableCommits();
    }

    private static Settings settings(ResultSet row, int number) throws SQLException {
        return new Settings(row.getString("commits"), row.getString("fsync"), row.getString("source"),
                row.getString("role"), row.getString("database"), row.getString("server"));
    }

    private record Settings(String commits, String fsync, String source, String role, String database, String server) {

        String place() {
            return "PostgreSQL at %s, database %s".formatted(server, database);
        }

        String refusal() {
            return "%s, doesn't wait for the disk when role %s commits: synchronous_commit is off (source: %s), so what was answered for could be lost."
                    .formatted(place(), role, source);
        }

        String cure() {
            return source.equals("client")
                    ? "Take synchronous_commit out of the connection's options (spring.datasource.url or hikari), and start again."
                    : "Run: alter role \"%s\" in database \"%s\" set synchronous_commit = on; then start again."
                            .formatted(role, database);
        }
    }
}
