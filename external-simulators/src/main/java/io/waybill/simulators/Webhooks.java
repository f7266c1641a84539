package io.waybill.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stripe's events on their way to an endpoint, https://docs.stripe.com/webhooks. Of what happens by itself only an intent's
 * success is told, once; an endpoint that doesn't take it isn't asked again, and those that wait too long are dropped.
 */
@Component
final class Webhooks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    private static final int SENDERS = 4;
    private static final int MOST_WAITING = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final WebhookSettings settings;
    private final Ids ids;
    private final InstantSource clock;
    private final Waiter waiter;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1)).build();
    private final ThreadPoolExecutor senders = new ThreadPoolExecutor(SENDERS, SENDERS, 0, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING), Thread.ofVirtual().name("webhooks-", 0).factory(),
            new ThreadPoolExecutor.DiscardOldestPolicy());

    Webhooks(WebhookSettings settings, Ids ids, InstantSource clock, Waiter waiter) {
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.waiter = waiter;
    }

    @Nullable
    URI target() {
        return settings.target();
    }

    /** An intent has moved to another state. */
    void moved(PaymentIntent intent) {
        String type = switch (intent.state().status()) {
            case REQUIRES_CAPTURE -> "payment_intent.amount_capturable_updated";
            case SUCCEEDED -> "payment_intent.succeeded";
            default -> "";
        };
        if (settings.target() != null && !type.isEmpty()) {
            String event = event(intent, type, ids.next("evt_"));
            senders.execute(() -> send(settings.target(), event));
        }
    }

    /**
     * Sends one event by hand, however often, each time with the same id.
     *
     * @return the event's id
     */
    String order(PaymentIntent intent, String type, Duration delay, int times) {
        String id = ids.next("evt_");
        String event = event(intent, type, id);
        Thread.ofVirtual().name("webhook-" + id).start(() -> {
            try {
                waiter.pause(delay);
                for (int i = 0; i < times; i++) {
                    send(settings.target(), event);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return id;
    }

    private String event(PaymentIntent intent, String type, String id) {
        var event = new LinkedHashMap<String, Object>();
        event.put("id", id);
        event.put("object", "event");
        event.put("created", clock.instant().getEpochSecond());
        event.put("data", Map.of("object", StripeJson.intent(intent)));
        event.put("livemode", false);
        event.put("type", type);
        return json.writeValueAsString(event);
    }

    private void send(@Nullable URI target, String event) {
        if (target == null) {
            return;
        }
        var request = HttpRequest.newBuilder(target).timeout(LONGEST).header("Content-Type", "application/json")
                .header("Stripe-Signature", signature(event)).POST(BodyPublishers.ofString(event)).build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                log.warn("{} answered {} to an event", target, status);
            }
        } catch (IOException e) {
            log.warn("{} didn't take an event: {}", target, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** https://docs.stripe.com/webhooks#verify-manually. */
    private String signature(String event) {
        long at = clock.instant().getEpochSecond();
        List<String> secrets = settings.secrets();
        return "t=" + at + "," + secrets.stream().map(secret -> "v1=" + hmac(secret, at + "." + event))
                .collect(Collectors.joining(","));
    }

    private static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        http.shutdownNow();
    }
}
