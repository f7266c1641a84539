package io.waybill.inventory;

import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Agent;
import io.waybill.runtime.AgentService;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.WaybillService;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Reserves an order's goods, all of them or none. They stay reserved until they leave the warehouse, or until the order is
 * undone: then {@code inventory.release} gives them back.
 */
@AgentService("inventory-agent")
@EnableConfigurationProperties(OperatorSettings.class)
public class InventoryAgent implements Agent {

    private final Reservations reservations;

    InventoryAgent(Reservations reservations) {
        this.reservations = reservations;
    }

    public static void main(String[] args) throws InterruptedException {
        WaybillService.run(InventoryAgent.class, args);
    }

    /** An SKU may hold a slash; Tomcat refuses one in a path unless it's told to leave {@code %2F} to the routes. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInSkus() {
        return tomcat -> tomcat.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    @Override
    public String name() {
        return "inventory_agent";
    }

    @Override
    public Outcome handle(Delivery delivery) {
        Order order = delivery.order();
        Reservation reservation = reservations.reserve(order.id(), order.quantities());
        return switch (reservation.status()) {
            case RESERVED, HELD -> Outcome.done();
            case SHORT -> Outcome.refused(Reason.OUT_OF_STOCK, reservation.shortSku());
            // Moot: only an undone order is released, and its end follows from the decision.
            case RELEASED -> Outcome.refused(Reason.OUT_OF_STOCK, "reservation_released");
        };
    }
}
