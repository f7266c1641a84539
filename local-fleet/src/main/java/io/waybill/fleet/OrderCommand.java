package io.waybill.fleet;

import io.waybill.fleet.Http.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Sends one order and shows its way. Exits with 0 when the order has ended, whichever way, and with 1 when it hasn't. */
@Command(name = "order", description = "Send one order and show its way.", mixinStandardHelpOptions = true, footer = {
    "", "The last line is: order <id> <status> [reason] <ms> ms", "<ms> is from acceptance to the outcome."})
final class OrderCommand implements Callable<Integer> {

    /** Which order to send; at most one of them. */
    static final class Kind {

        @Option(names = "--decline", description = "An order whose payment is declined.")
        private boolean decline;

        @Option(names = "--fraud", description = "An order that looks like fraud.")
        private boolean fraud;

        @Option(names = "--out-of-stock", description = "An order for goods that are sold out.")
        private boolean outOfStock;

        SampleOrder sample() {
            if (decline) {
                return SampleOrder.DECLINED;
            }
            return fraud ? SampleOrder.FRAUD : outOfStock ? SampleOrder.OUT_OF_STOCK : SampleOrder.GOOD;
        }
    }

    /** The mail after the outcome is shown, too, unless it takes longer than this. */
    private static final Duration PATIENCE_TO_SETTLE = Duration.ofSeconds(2);

    private final Settings settings;
    private final InstantSource clock = InstantSource.system();

    @ArgGroup
    private Kind kind = new Kind();

    @Option(names = "--json", description = "Print the order as JSON instead of its timeline.")
    private boolean json;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "30", description = "How long to wait (${DEFAULT-VALUE}).")
    private int timeout;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    OrderCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        var home = new Home(settings.home());
        Addresses addresses = Addresses.find(home, settings);
        var gateway = new GatewayClient(new Http(), addresses.gateway(), Secrets.find(home, settings).apiKey());
        var watch = new OrderWatch(gateway, clock, Duration.ofMillis(50));
        try {
            Instant deadline = clock.instant().plusSeconds(timeout);
            String id = submit(gateway);
            JsonNode last = watch.untilEnded(id, deadline);
            if (OrderState.of(last).hasEnded()) {
                last = watch.untilSettled(id, clock.instant().plus(PATIENCE_TO_SETTLE));
            }
            OrderState order = OrderState.of(last);
            out.print(json ? last.toPrettyString() + System.lineSeparator() : heading(order) + new Timeline(order));
            out.println(order.summary(clock.instant()));
            return order.hasEnded() ? Waybill.DONE : Waybill.NOT_DONE;
        } catch (IOException e) {
            throw gateway.unreachable(e);
        }
    }

    private String submit(GatewayClient gateway) throws IOException {
        Answer answer = gateway.submit(kind.sample().order(), 0);
        if (!answer.isSuccess()) {
            throw new FleetException(
                    "The gateway refused the order with %d: %s".formatted(answer.status(), answer.body()));
        }
        return answer.json().path("id").asString();
    }

    private static String heading(OrderState order) {
        return "%s: %s, %d.%02d %s%s%n".formatted(order.reference(), order.status(), order.total() / 100,
                order.total() % 100, order.currency(), order.why().isEmpty() ? "" : ": " + order.why());
    }
}
