package io.waybill.fleet;

import java.util.OptionalInt;

/**
 * What is particular about PostgreSQL and Redis.
 *
 * @param redisCluster whether Redis runs as a cluster of one node
 * @param postgresSeenAt the local port at which services look for PostgreSQL, when something stands between; else the
 *        server's own
 * @param redisSeenAt the same for Redis
 */
public record ServerPlan(boolean redisCluster, OptionalInt postgresSeenAt, OptionalInt redisSeenAt) {

    public static final ServerPlan STANDARD = new ServerPlan(false, OptionalInt.empty(), OptionalInt.empty());
    public static final ServerPlan REDIS_CLUSTER = new ServerPlan(true, OptionalInt.empty(), OptionalInt.empty());
}
