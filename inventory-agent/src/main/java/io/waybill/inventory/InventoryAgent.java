package io.waybill.inventory;

import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Agent;
import io.waybill.runtime.AgentService;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.WaybillService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

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

    public static void main(String[] args) {
        WaybillService.start(InventoryAgent.class, args);
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
