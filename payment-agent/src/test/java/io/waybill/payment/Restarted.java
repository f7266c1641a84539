package io.waybill.payment;

import com.stripe.exception.StripeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Order;
import io.waybill.contracts.PipelineFile;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Decisions;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.ProviderCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A payment-agent that has just been started: it knows what PostgreSQL knows, and nothing of what others tried. */
final class Restarted implements AutoCloseable {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final StripeApi stripe;
    final PaymentTable payments;
    final Pivot pivot;
    final Agent authorize;
    final Agent capture;
    final Agent charge;
    final Agent undo;
    final LatePayment latePayment;
    private final StripeHttp http;

    Restarted(StripeSettings settings, JdbcClient database) {
        http = new StripeHttp(settings, new ProviderCalls(meters));
        stripe = new StripeApi(settings, http, new Turns(settings, PipelineFile.standard()));
        payments = new PaymentTable(database);
        var decisions = new Decisions(database);
        var money = new Money(stripe, payments, new UnknownPayments(meters));
        var giveBack = new GiveBack(stripe, money);
        pivot = new Pivot(money, payments, decisions);
        authorize = new Authorize(money, payments);
        capture = new Capture(stripe, money, pivot);
        charge = new Charge(money, pivot);
        undo = new Undo(stripe, giveBack, payments, decisions);
        latePayment = new LatePayment(stripe, giveBack, payments, new WebhookEvents(database), decisions);
    }

    /** One try, as the runtime makes it: when its time is over it is interrupted. */
    static Outcome tryOnce(Agent agent, Order order, Duration time) throws Exception {
        var attempt = new FutureTask<>(() -> agent.handle(first(agent, order)));
        Thread.ofVirtual().name(agent.name()).start(attempt);
        try {
            return attempt.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            attempt.cancel(true);
        }
    }

    /** For everybody it's the first attempt. */
    static Delivery first(Agent agent, Order order) {
        return new Delivery(order, 1, agent.name(), Instant.MAX, "", null, Map.of());
    }

    /** Takes what is held, behind the back of whoever is in charge of the order. */
    void captureBehindTheBack(String intentId) throws StripeException {
        stripe.capture(intentId, "behind the back " + intentId);
    }

    @Override
    public void close() {
        http.close();
    }
}
