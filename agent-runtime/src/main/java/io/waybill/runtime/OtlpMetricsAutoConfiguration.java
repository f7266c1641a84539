package io.waybill.runtime;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
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
@Conditional(OtlpMetricsAutoConfiguration.EndpointIsSet.class)
class OtlpMetricsAutoConfiguration {

    @Bean
    OtlpMeterRegistry otlpMeterRegistry(Environment environment, Clock clock,
            @Value("${" + WaybillService.NAME + "}") String service,
            @Value("${waybill.instance:}") String instance) {
        return new OtlpMeterRegistry(OtlpMetrics.of(environment, service,
                instance.isEmpty() ? Instance.defaultName(service) : instance), clock);
    }

    static final class EndpointIsSet implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return OtlpMetrics.endpoint(context.getEnvironment()).isPresent();
        }
    }
}
