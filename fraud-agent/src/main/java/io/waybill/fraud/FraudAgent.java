package io.waybill.fraud;

import io.waybill.contracts.Reason;
import io.waybill.runtime.Agent;
import io.waybill.runtime.AgentService;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.WaybillService;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Asks the fraud service for an order's score, and refuses from the threshold on. An outage is no refusal. */
@AgentService("fraud-agent")
@EnableConfigurationProperties(FraudSettings.class)
public class FraudAgent implements Agent {

    private final FraudSettings settings;
    private final FraudApi api;

    FraudAgent(FraudSettings settings, FraudApi api) {
        this.settings = settings;
        this.api = api;
    }

    public static void main(String[] args) throws InterruptedException {
        WaybillService.run(FraudAgent.class, args);
    }

    @Override
    public String name() {
        return "fraud_agent";
    }

    @Override
    public Outcome handle(Delivery delivery) throws IOException, InterruptedException {
        int score = api.score(delivery.order());
        return score < settings.threshold()
                ? Outcome.done(Map.of("score", Integer.toString(score)))
                : Outcome.refused(Reason.FRAUD, "score_" + score);
    }
}
