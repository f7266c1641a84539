package io.waybill.notifier;

import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Pipeline;
import io.waybill.runtime.Agent;
import io.waybill.runtime.AgentService;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.WaybillService;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Tells customer and staff that an order completed, each at least once: what is recorded isn't sent again. A message is
 * sent a second time only when its first is lost between provider and record: a crash there, or an answer that didn't come.
 */
@AgentService("notifier-agent")
@EnableConfigurationProperties({SendGridSettings.class, SlackSettings.class})
public class NotifierAgent implements Agent {

    private static final String NAME = "notifier";
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(3);

    private final Messages messages;
    private final List<Channel> channels;
    private final Duration sendingTime;

    /** The last quarter of a try is for recording: what was sent but not recorded would be sent again. */
    NotifierAgent(Pipeline pipeline, Messages messages, List<Channel> channels) {
        this.messages = messages;
        this.channels = channels;
        this.sendingTime = pipeline.find(NAME).map(AgentDefinition::timeout).orElse(USUAL_TIMEOUT)
                .multipliedBy(3).dividedBy(4);
    }

    public static void main(String[] args) throws InterruptedException {
        WaybillService.run(NotifierAgent.class, args);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome handle(Delivery delivery) throws Exception {
        Set<String> sent = messages.channelsOf(delivery.orderId());
        List<Channel> open = channels.stream().filter(channel -> !sent.contains(channel.name())).toList();
        if (!open.isEmpty()) {
            send(new Confirmation(delivery.order(), delivery.resultOf("tracking_agent")), open);
        }
        return Outcome.done();
    }

    private void send(Confirmation confirmation, List<Channel> open) throws Exception {
        var broadcast = new Broadcast(confirmation, open);
        try {
            broadcast.send(sendingTime);
        } finally {
            messages.record(confirmation.order().id(), broadcast.sent());
        }
        broadcast.throwFailure();
    }
}
