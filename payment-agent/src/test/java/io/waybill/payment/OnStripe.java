package io.waybill.payment;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import io.waybill.payment.PaymentTable.Payment;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Payment-agent on real PostgreSQL, with stripe-java, against the simulated Stripe; and one order. */
abstract class OnStripe {

    private static final Duration LONG = Duration.ofSeconds(20);

    static Provider provider;
    static Books books;
    static Restarted instance;

    Order order = orderWith("pm_card_visa");

    @BeforeAll
    static void start() {
        provider = new Provider();
        books = new Books();
        instance = new Restarted(provider.settings(), books.database);
    }

    @AfterAll
    static void stop() {
        instance.close();
        provider.close();
    }

    @AfterEach
    void heal() {
        provider.noFaults();
    }

    static Order orderWith(String paymentMethod) {
        return new Order(UUID.randomUUID(), "demo", "PO-1", "USD", new Customer("C-1", null, "a@example.com"),
                new Address(null, null, null, null, "GB"), List.of(new Line("A", null, 2, 1275)), paymentMethod);
    }

    Outcome deliver(Agent agent) throws Exception {
        return Restarted.tryOnce(agent, order, LONG);
    }

    void abort(Reason reason) {
        new Decisions(books.database).abort(order.id(), reason.code(), "because");
    }

    /** What stands; abort if nothing did. */
    String verdict() {
        return new Decisions(books.database).abort(order.id(), "deadline", null).verdict().code();
    }

    /** The order's intent, as it's stored. */
    String stored() {
        return instance.payments.find(order.id()).map(Payment::intentId).orElseThrow();
    }

    List<String> charges() {
        return provider.states("charges", order.id());
    }

    List<String> holds() {
        return provider.states("authorizations", order.id());
    }

    List<String> refunds() {
        return provider.states("refunds", order.id());
    }
}
