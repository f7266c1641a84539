package io.waybill.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Marks a service's main class. Its settings are in {@code <name>.yaml} on the class path, so that many services can live
 * in one process without seeing each other's.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootApplication
public @interface AgentService {

    /** The service's name, such as {@code payment-agent}. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String value();
}
