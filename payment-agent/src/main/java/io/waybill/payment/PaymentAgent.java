package io.waybill.payment;

import io.waybill.runtime.AgentService;
import io.waybill.runtime.WaybillService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Money through Stripe: held early, taken late, given back when the order is undone. Hosts payment_authorize and
 * payment_capture, payment_agent (both in one), and their undo payment_rollback; and hears of payments that come late.
 */
@AgentService("payment-agent")
@EnableConfigurationProperties({StripeSettings.class, WebhookSettings.class})
public class PaymentAgent {

    public static void main(String[] args) throws InterruptedException {
        WaybillService.run(PaymentAgent.class, args);
    }
}
