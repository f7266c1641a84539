package io.waybill.notifier;

import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Pipeline;
import io.waybill.notifier.Messages.Claim;
import io.waybill.runtime.Agent;
import io.waybill.runtime.AgentService;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.NotYetException;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.WaybillService;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Tells customer and staff that an order completed, each at least once: what is recorded isn't sent again, nor is what another
 * delivery of the order is sending. A message is sent a second time only when its first is lost between provider and record:
 * a crash there, an answer that didn't come, or a sender that stood still for longer than a try may take while another began. A
 * database that is away when a message is to be recorded is no such loss, unless this instance stops before it's back, or then
 * knows of too many others: {@link Unrecorded}.
 */
@AgentService("notifier-agent")
@EnableConfigurationProperties({SendGridSettings.class, SlackSettings.class})
public class NotifierAgent implements Agent {

    private static final String NAME = "notifier";
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final Messages messages;
    private final List<Channel> channels;
    private final Unrecorded unrecorded = new Unrecorded();
    private final Duration claimTime;
    private final Duration sendingTime;

    /**
     * A claim lasts as long as a try. The last quarter of that is for recording: what was sent but not recorded would be sent
     * again.
     */
    NotifierAgent(Pipeline pipeline, Messages messages, List<Channel> channels) {
        this.messages = messages;
        this.channels = channels;
        this.claimTime = pipeline.find(NAME).map(AgentDefinition::timeout).orElse(USUAL_TIMEOUT);
        this.sendingTime = claimTime.multipliedBy(3).dividedBy(4);
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
        UUID order = delivery.orderId();
        recordWhatWasSent(order);
        Claim claim = messages.claim(order, channels.stream().map(Channel::name).toList(), claimTime);
        List<Channel> open = channels.stream().filter(channel -> !claim.sent().contains(channel.name())).toList();
        List<Channel> mine = open.stream().filter(channel -> claim.channels().contains(channel.name())).toList();
        var broadcast = new Broadcast(new Confirmation(delivery.order(), delivery.resultOf("tracking_agent")), mine);
        try {
            broadcast.send(sendingTime);
        } finally {
            if (!claim.channels().isEmpty()) {
                unrecorded.add(order, new Unrecorded.Sent(claim, broadcast.sent()));
                recordWhatWasSent(order);
            }
        }
        broadcast.throwFailure();
        if (mine.size() < open.size()) {
            throw new NotYetException("another delivery is sending it", LOOK_AGAIN); // and no provider is to blame
        }
        return Outcome.done();
    }

    private void recordWhatWasSent(UUID order) {
        Unrecorded.Sent known = unrecorded.of(order);
        if (known != null) {
            messages.record(order, known.claim(), known.providerIds());
            unrecorded.remove(order, known);
        }
    }
}
