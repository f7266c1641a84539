package io.waybill.runtime;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives every {@link AgentService} its part in the fleet: the pipeline, the way into Redis, and the loops. */
@AutoConfiguration(after = DataRedisAutoConfiguration.class, afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
@ConditionalOnProperty(WaybillService.NAME)
@EnableConfigurationProperties({RuntimeSettings.class, TraceSettings.class})
class AgentRuntimeAutoConfiguration {

    @Bean
    Pipeline pipeline(RuntimeSettings settings) {
        String file = settings.pipeline();
        return file == null || file.isBlank() ? PipelineFile.standard() : PipelineFile.read(Path.of(file));
    }

    /** A lost connection fails commands at once instead of keeping them for later, and comes back soon. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    @Bean
    ClientResourcesBuilderCustomizer reconnectSoon() {
        return resources -> resources.reconnectDelay(Delay.exponential(Reconnect.SHORTEST, Reconnect.LONGEST, 2,
                TimeUnit.MILLISECONDS));
    }

    /** Telling of each command cost more than the command: what is done with Redis is told where it's known what for. */
    @Bean
    ClientResourcesBuilderCustomizer silentCommands() {
        return resources -> resources.tracing(Tracing.disabled())
                .commandLatencyRecorder(CommandLatencyRecorder.disabled());
    }

    @Bean
    Redis redis(LettuceConnectionFactory factory) {
        return new Redis(Objects.requireNonNull(factory.getNativeClient()));
    }

    @Bean
    @ConditionalOnMissingBean
    OrderStreams orderStreams(Redis redis, RuntimeSettings settings) {
        return new RedisOrderStreams(redis, settings.keep());
    }

    @Bean
    ParkedSteps parkedSteps(Redis redis, RuntimeSettings settings) {
        return new ParkedSteps(redis, settings.keep());
    }

    @Bean
    Gates gates(Redis redis) {
        return new Gates(new Flags(redis));
    }

    @Bean
    WaitingSteps waitingSteps(Redis redis) {
        return new WaitingSteps(redis);
    }

    @Bean
    Backlogs backlogs(Redis redis, RuntimeSettings settings) {
        return new Backlogs(redis, settings.partitions());
    }

    @Bean
    RedisMemory redisMemory(Redis redis) {
        return new RedisMemory(redis);
    }

    @Bean
    AgentRuntime agentRuntime(Redis redis, Pipeline pipeline, RuntimeSettings settings, ObjectProvider<Agent> agents,
            ObjectProvider<EventSink> sink, ObjectProvider<ParkedSink> parkedSink, Telemetry telemetry,
            @Value("${" + WaybillService.NAME + "}") String service) {
        return new AgentRuntime(redis, Instance.named(settings.instanceOf(service), RandomGenerator.getDefault()),
                pipeline, settings,
                new AgentRuntime.Hosted(agents.orderedStream().toList(), sink.getIfAvailable(),
                        parkedSink.getIfAvailable()),
                telemetry);
    }

    @Bean
    Telemetry telemetry(MeterRegistry meters, Traces traces) {
        return new Telemetry(meters, traces);
    }

    @Bean
    ProviderCalls providerCalls(MeterRegistry meters) {
        return new ProviderCalls(meters);
    }

    @Bean
    Traces traces(TraceExport export) {
        return export.traces();
    }

    @Bean
    TraceExport traceExport(Environment environment, RuntimeSettings settings, TraceSettings traces,
            @Value("${" + WaybillService.NAME + "}") String service) {
        return TraceExport.begin(new Otlp(environment), traces, service, settings.instanceOf(service));
    }

    @Bean
    Exemplars exemplars() {
        return new Exemplars();
    }

    /** For services that keep something in PostgreSQL, or ask it for the decision. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcClient.class)
    static class WithDatabase {

        @Bean
        @ConditionalOnBean(JdbcClient.class)
        Decisions decisions(JdbcClient database) {
            return new Decisions(database);
        }

        @Bean
        @ConditionalOnBean(JdbcClient.class)
        DurableCommits durableCommits(JdbcClient database) {
            return DurableCommits.require(database);
        }
    }
}
