package io.waybill.runtime;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Sends metrics over OTLP, besides what Prometheus fetches; without an endpoint there is nothing that could. */
@AutoConfiguration(after = MetricsAutoConfiguration.class, before = CompositeMeterRegistryAutoConfiguration.class)
@ConditionalOnProperty(WaybillService.NAME)
@EnableConfigurationProperties(RuntimeSettings.class)
@Conditional(OtlpMetricsAutoConfiguration.EndpointIsSet.class)
class OtlpMetricsAutoConfiguration {

    @Bean
    OtlpMeterRegistry otlpMeterRegistry(Environment environment, Clock clock,
            RuntimeSettings settings, @Value("${" + WaybillService.NAME + "}") String service) {
        return new OtlpMeterRegistry(OtlpMetrics.of(new Otlp(environment), service, settings.instanceOf(service)),
                clock);
    }

    static final class EndpointIsSet implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return new Otlp(context.getEnvironment()).endpoint(Otlp.METRICS).isPresent();
        }
    }
}
