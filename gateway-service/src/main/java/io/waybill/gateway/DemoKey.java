package io.waybill.gateway;

import java.util.EnumSet;
import org.springframework.stereotype.Component;

/** Lets a freshly installed Waybill be tried: the key in {@code waybill.demo-key} works from the first request on. */
@Component
final class DemoKey {

    static final String MERCHANT = "demo";

    DemoKey(GatewaySettings settings, ApiKeys keys) {
        if (!settings.demoKey().isBlank()) {
            keys.add(settings.demoKey(), new Caller(MERCHANT, EnumSet.allOf(Scope.class)));
        }
    }
}
