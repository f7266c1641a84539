package io.waybill.servers;

import org.jspecify.annotations.Nullable;

/** One throwaway server of each kind for all tests of a JVM: started when first asked for, stopped when the JVM ends. */
public final class TestServers {

    private static @Nullable PostgresServer postgres;
    private static @Nullable RedisServer redis;

    private TestServers() {}

    /** Tests that write use a database of their own: {@link PostgresServer#newDatabase()}. */
    public static synchronized PostgresServer postgres() {
        if (postgres == null) {
            postgres = stoppedAtExit(PostgresServer.throwaway());
        }
        return postgres;
    }

    /** Tests that write use keys of their own, or flush before they begin. */
    public static synchronized RedisServer redis() {
        if (redis == null) {
            redis = stoppedAtExit(RedisServer.throwaway());
        }
        return redis;
    }

    private static <S extends AutoCloseable> S stoppedAtExit(S server) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
        return server;
    }
}
