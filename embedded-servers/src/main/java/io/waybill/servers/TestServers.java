package io.waybill.servers;

import org.jspecify.annotations.Nullable;

/**
 * One throwaway server of each kind for all tests of a JVM: started when first asked for, stopped when the JVM ends. They are
 * this module's own, or containers when the build's profile {@code containers} is on.
 */
public final class TestServers {

    /** The name of a {@link TestServerSource}, which the profile sets. */
    private static final @Nullable String OTHERS = System.getProperty("waybill.test-servers");
    private static final TestServerSource SOURCE = OTHERS == null ? new ThrowawayServers() : named(OTHERS);

    private static @Nullable Databases postgres;
    private static @Nullable TestRedis redis;

    private TestServers() {}

    private static TestServerSource named(String source) {
        try {
            return Class.forName(source).asSubclass(TestServerSource.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The tests' servers can't come from " + source, e);
        }
    }

    /** Tests that write use a database of their own: {@link Databases#newDatabase()}. */
    public static synchronized Databases postgres() {
        if (postgres == null) {
            postgres = SOURCE.postgres();
        }
        return postgres;
    }

    /** Tests that write use keys of their own, or flush before they begin. */
    public static synchronized TestRedis redis() {
        if (redis == null) {
            redis = SOURCE.redis();
        }
        return redis;
    }
}
