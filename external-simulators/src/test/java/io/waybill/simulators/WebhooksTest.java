package io.waybill.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Events as stripe-java understands them, sent to an endpoint of ours. */
class WebhooksTest {

    private static final String SECRET = "whsec_one";

    private final HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            0);
    private final List<Event> told = new CopyOnWriteArrayList<>();
    private final ConfigurableApplicationContext context;
    private final Intents intents;
    private final IntentWrites writes;

    WebhooksTest() throws IOException {
        endpoint.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            try (exchange) {
                told.add(Webhook.constructEvent(body, exchange.getRequestHeaders().getFirst("Stripe-Signature"),
                        SECRET));
                exchange.sendResponseHeaders(200, -1);
            } catch (SignatureVerificationException e) {
                exchange.sendResponseHeaders(400, -1);
            }
        });
        endpoint.start();
        context = Simulators.start("--server.port=0", "--waybill.simulators.webhook.secrets=whsec_two," + SECRET,
                "--waybill.simulators.webhook.target=http://127.0.0.1:" + endpoint.getAddress().getPort());
        intents = context.getBean(Intents.class);
        writes = context.getBean(IntentWrites.class);
    }

    @AfterEach
    void stop() {
        context.close();
        endpoint.stop(0);
    }

    private String confirmed(String orderId) {
        writes.create(
                Form.parse("amount=2550&currency=usd&capture_method=manual&confirm=true&payment_method=pm_card_visa"
                        + "&metadata[order_id]=" + orderId))
                .take();
        return intents.ofOrder(orderId).getFirst().id();
    }

    private List<String> types() {
        return told.stream().map(Event::getType).toList();
    }

    private void order(String body) {
        context.getBean(WebhookControl.class).send(body.replace('\'', '"'));
    }

    @Test
    void aHoldAndACaptureAreTold() {
        String intent = confirmed("o-1");
        await().until(() -> types().equals(List.of("payment_intent.amount_capturable_updated")));

        writes.capture(intent, Form.parse("")).take();

        await().until(() -> types().contains("payment_intent.succeeded"));
        assertThat(told.getFirst().getDataObjectDeserializer().getRawJson()).contains(intent);
    }

    @Test
    void whatIsOrderedByHandComesAsOftenAsOrderedWithOneId() {
        String intent = confirmed("o-2");
        await().until(() -> told.size() == 1);

        order("{'intent': '%s', 'type': 'payment_intent.succeeded', 'times': 3, 'delayMs': 1}".formatted(intent));

        await().until(() -> told.size() == 4);
        Set<String> ids = told.subList(1, 4).stream().map(Event::getId).collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
    }

    @Test
    void anOrderedEventNeedsAnIntentThatIsThere() {
        var control = context.getBean(WebhookControl.class);

        assertThat(control.send("{\"orderId\": \"o-9\", \"type\": \"payment_intent.succeeded\"}").statusCode().value())
                .isEqualTo(404);
        assertThat(Objects.requireNonNull(context.getBean(Webhooks.class).target()).getPort())
                .isEqualTo(endpoint.getAddress().getPort());
    }
}
