package io.waybill.system;

import io.waybill.runtime.Agent;
import io.waybill.runtime.AgentService;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import java.util.Map;

/** A ninth agent: one class, and one entry in pipeline.yaml. */
@AgentService("gift-wrap-agent")
class GiftWrapAgent implements Agent {

    @Override
    public String name() {
        return "gift_wrap";
    }

    @Override
    public Outcome handle(Delivery delivery) {
        return Outcome.done(Map.of("ribbon", delivery.order().lines().size() > 1 ? "large" : "small"));
    }
}
