package io.waybill.gateway;

import io.waybill.runtime.Waiter;
import com.fasterxml.uuid.Generators;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the gateway gets from outside, so that tests can give it something else. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    /** UUIDv7 (RFC 9562): each sorts behind those made here before. */
    @Bean
    Supplier<UUID> orderIds() {
        return Generators.timeBasedEpochGenerator()::generate;
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Waiter waiter() {
        return Thread::sleep;
    }
}
