package io.waybill.validator;

import io.waybill.contracts.Reason;
import io.waybill.runtime.Agent;
import io.waybill.runtime.AgentService;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.WaybillService;

/** Refuses an order that makes no sense, before anybody spends stock, money or a fraud query on it. */
@AgentService("validator-agent")
public class ValidatorAgent implements Agent {

    public static void main(String[] args) throws InterruptedException {
        WaybillService.run(ValidatorAgent.class, args);
    }

    @Override
    public String name() {
        return "validator";
    }

    @Override
    public Outcome handle(Delivery delivery) {
        return OrderRules.firstBrokenBy(delivery.order())
                .map(rule -> Outcome.refused(Reason.INVALID, rule))
                .orElseGet(Outcome::done);
    }
}
