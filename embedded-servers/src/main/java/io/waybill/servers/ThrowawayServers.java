package io.waybill.servers;

/** This module's own servers, stopped when the JVM ends. */
final class ThrowawayServers implements TestServerSource {

    @Override
    public Databases postgres() {
        return stoppedAtExit(PostgresServer.throwaway()).databases();
    }

    @Override
    public TestRedis redis() {
        return new TestRedis(stoppedAtExit(RedisServer.throwaway()).port());
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
