package io.waybill.gateway;

import io.waybill.runtime.AgentService;
import io.waybill.runtime.WaybillService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Takes orders over HTTP, remembers them and what happens to them, and answers for them. */
@AgentService("gateway-service")
@EnableConfigurationProperties({GatewaySettings.class, CheckerSettings.class})
@EnableScheduling
public class GatewayService {

    public static void main(String[] settings) throws InterruptedException {
        WaybillService.run(GatewayService.class, settings);
    }
}
