package io.waybill.tracking;

import io.waybill.contracts.Order;
import io.waybill.runtime.Agent;
import io.waybill.runtime.AgentService;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.WaybillService;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Gives a paid order its shipment: exactly one, however often it's asked for. */
@AgentService("tracking-agent")
@EnableConfigurationProperties(TrackingSettings.class)
public class TrackingAgent implements Agent {

    private final TrackingSettings settings;
    private final Shipments shipments;

    TrackingAgent(TrackingSettings settings, Shipments shipments) {
        this.settings = settings;
        this.shipments = shipments;
    }

    public static void main(String[] args) throws InterruptedException {
        WaybillService.run(TrackingAgent.class, args);
    }

    @Override
    public String name() {
        return "tracking_agent";
    }

    @Override
    public Outcome handle(Delivery delivery) {
        Order order = delivery.order();
        String country = order.shipTo().country();
        Shipment shipment = shipments.ship(order.id(), country, settings.carrierTo(country), settings.origin());
        return Outcome.done(Map.of("trackingNumber", shipment.trackingNumber(), "carrier", shipment.carrier()));
    }
}
