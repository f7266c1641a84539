package io.waybill.simulators;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The outside world in one process: stateful fakes of Stripe, a fraud API, SendGrid and Slack, and the control API
 * that slows them down, breaks them and tells what they did.
 *
 * <p>All state is in memory; a restart is a fresh provider that knows no payment.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Simulators {

    public static void main(String... args) {
        start(args);
    }

    /** Returns when the port is open. The caller closes the context; no answer is pending afterwards. */
    public static ConfigurableApplicationContext start(String... args) {
        return application().run(args);
    }

    /** Its own configuration name, because several services' configurations share one class path in the fleet. */
    static SpringApplicationBuilder application(Class<?>... more) {
        return new SpringApplicationBuilder(Simulators.class).sources(more)
                .properties("spring.config.name=external-simulators")
                .logStartupInfo(false);
    }
}
