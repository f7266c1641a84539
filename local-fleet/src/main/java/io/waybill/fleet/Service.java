package io.waybill.fleet;

import io.waybill.fleet.StopList.Stage;
import io.waybill.fraud.FraudAgent;
import io.waybill.gateway.GatewayService;
import io.waybill.inventory.InventoryAgent;
import io.waybill.notifier.NotifierAgent;
import io.waybill.payment.PaymentAgent;
import io.waybill.rollback.RollbackAgent;
import io.waybill.tracking.TrackingAgent;
import io.waybill.validator.ValidatorAgent;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who belongs to the fleet, in the order in which they start. */
public enum Service {

    /** Begun first: it owns the ledger, whose functions payment and rollback call. */
    GATEWAY("gateway", GatewayService.class, 8080, true),
    VALIDATOR("validator-agent", ValidatorAgent.class, 8081, false),
    INVENTORY("inventory-agent", InventoryAgent.class, 8082, true),
    FRAUD("fraud-agent", FraudAgent.class, 8083, false),
    PAYMENT("payment-agent", PaymentAgent.class, 8084, true),
    TRACKING("tracking-agent", TrackingAgent.class, 8085, true),
    NOTIFIER("notifier-agent", NotifierAgent.class, 8086, true),
    ROLLBACK("rollback-agent", RollbackAgent.class, 8087, true);

    private final String label;
    private final Class<?> application;
    private final int standardPort;
    private final boolean usesPostgres;

    Service(String label, Class<?> application, int standardPort, boolean usesPostgres) {
        this.label = label;
        this.application = application;
        this.standardPort = standardPort;
        this.usesPostgres = usesPostgres;
    }

    /** Its name in timelines and on the console: {@code payment-agent}. */
    public String label() {
        return label;
    }

    static Service labelled(String label) {
        return Stream.of(values()).filter(service -> service.label.equals(label)).findFirst()
                .orElseThrow(() -> new FleetException("There is no service %s, but %s".formatted(label,
                        Stream.of(values()).map(Service::label).collect(Collectors.joining(", ")))));
    }

    Class<?> application() {
        return application;
    }

    int standardPort() {
        return standardPort;
    }

    boolean usesPostgres() {
        return usesPostgres;
    }

    Stage stage() {
        return this == GATEWAY ? Stage.INTAKE : Stage.AGENTS;
    }

    /** What to set to give it another port. */
    public String portVariable() {
        return "WAYBILL_" + name() + "_PORT";
    }
}
