package io.waybill.runtime;

import io.lettuce.core.RedisClient;
import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.AgentDefinition.CircuitBreaker;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import io.waybill.servers.TestServers;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A test on a real Redis, which is empty at first. */
abstract class OnRedis {

    static final Pipeline STANDARD = PipelineFile.standard();
    /** The same, but however often it fails no breaker opens. */
    static final Pipeline PATIENT = withBreakers(STANDARD, new CircuitBreaker(1_000, Duration.ofSeconds(30)));
    static final Pipeline SEED = PipelineFile.parse("""
            pipeline:
              agents:
                - name: validator
                - name: inventory_agent
                - name: fraud_agent
                - name: payment_agent
                - name: tracking_agent
                - name: notifier
              compensation: inventory_rollback
            """, "seed", Set.of());

    static RedisClient client;
    static Redis redis;

    static Pipeline withBreakers(Pipeline pipeline, CircuitBreaker breaker) {
        return new Pipeline(pipeline.name(), pipeline.concurrency(), pipeline.deadline(), pipeline.agents().stream()
                .map(each -> new AgentDefinition(each.name(), each.after(), each.timeout(), each.retry(),
                        each.concurrency(), breaker, each.compensation(), each.pivot(), each.trailing()))
                .toList());
    }

    @BeforeAll
    static void connect() {
        client = RedisClient.create(TestServers.redis().url());
        redis = new Redis(client);
    }

    @AfterAll
    static void disconnect() {
        redis.close();
        client.shutdown();
    }

    @BeforeEach
    void empty() {
        Redis.await(redis.commands().flushall());
    }

    /** From now on Redis takes no more data, but for what drains it. */
    static void fill() {
        Redis.await(redis.commands().configSet("maxmemory", "1"));
    }

    static void makeRoom() {
        Redis.await(redis.commands().configSet("maxmemory", "0"));
    }
}
