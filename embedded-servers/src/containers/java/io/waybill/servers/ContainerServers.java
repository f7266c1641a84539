package io.waybill.servers;

import java.sql.SQLException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The tests' servers from the images that a deployment would take; {@code containers.postgres} and {@code containers.redis}
 * name them. Docker must run on this machine, since services look for both on its loopback address. Testcontainers removes
 * the containers when the JVM has ended.
 */
final class ContainerServers implements TestServerSource {

    private static final String PASSWORD = "waybill";

    @Override
    public Databases postgres() {
        GenericContainer<?> container = container("containers.postgres", 5432).withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withCommand("postgres", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300");
        var databases = new Databases(started(container), () -> PASSWORD);
        try {
            databases.prepare();
            return databases;
        } catch (SQLException e) {
            throw new ServerStartException("PostgreSQL in a container doesn't answer as it should: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public TestRedis redis() {
        return new TestRedis(started(container("containers.redis", 6379)));
    }

    private static GenericContainer<?> container(String image, int port) {
        return new GenericContainer<>(System.getProperty(image)).withExposedPorts(port)
                .waitingFor(Wait.forListeningPort());
    }

    /** @return the port on this machine */
    private static int started(GenericContainer<?> container) {
        container.start();
        return container.getFirstMappedPort();
    }
}
