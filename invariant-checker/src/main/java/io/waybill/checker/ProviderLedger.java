package io.waybill.checker;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the providers say that they did: {@code GET /control/ledger} of the simulators. Read entry by entry, since that of a
 * hundred thousand orders is too much to hold as a document.
 */
final class ProviderLedger {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Clocks differ, and an order's id is older than what happens to it: rather more than what is missed. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    record Charge(@Nullable String orderId, String paymentIntent, long amount, long refunded, String currency) {

        /** What was taken and not given back. */
        long net() {
            return amount - refunded;
        }
    }

    record Hold(@Nullable String orderId, String paymentIntent, String state) {}

    private record Sent(@Nullable String orderId) {}

    record Message(@Nullable String orderId, String channel) {}

    private final List<Charge> charges = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private Instant begun = Instant.EPOCH;
    private long forgotten;

    private ProviderLedger() {}

    static ProviderLedger none() {
        return new ProviderLedger();
    }

    /**
     * What it says of orders that were accepted since then; there may be others.
     *
     * @throws UnreadableException when nobody answers, or something else than a ledger
     */
    static ProviderLedger read(URI simulators, Instant since) {
        URI address = simulators.resolve(since.isAfter(Instant.EPOCH.plus(SLACK))
                ? "/control/ledger?since=" + since.minus(SLACK)
                : "/control/ledger");
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build()) {
            HttpResponse<InputStream> answer = http.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                    BodyHandlers.ofInputStream());
            try (InputStream body = answer.body(); JsonParser parser = JSON.createParser(body)) {
                if (answer.statusCode() != 200) {
                    throw new IOException("it answers " + answer.statusCode());
                }
                var ledger = new ProviderLedger();
                ledger.read(parser);
                return ledger;
            }
        } catch (IOException | JacksonException e) {
            throw new UnreadableException("The provider's ledger at %s can't be read: %s".formatted(address,
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableException("Interrupted while reading the provider's ledger", e);
        }
    }

    private void read(JsonParser parser) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "charges" -> each(parser, Charge.class, charges);
                case "authorizations" -> each(parser, Hold.class, holds);
                case "mails" -> messages(parser, "mail");
                case "slack" -> messages(parser, "slack");
                case "begun" -> begun = Instant.parse(parser.getString());
                case "forgotten" -> forgotten = parser.getLongValue();
                default -> {
                    if (value.isStructStart()) {
                        parser.skipChildren();
                    }
                }
            }
        }
    }

    private static <E> void each(JsonParser parser, Class<E> type, List<E> entries) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            entries.add(parser.readValueAs(type));
        }
    }

    private void messages(JsonParser parser, String channel) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            messages.add(new Message(parser.readValueAs(Sent.class).orderId(), channel));
        }
    }

    /** The first order of which it knows everything; none when it has forgotten something. */
    UUID knowsFrom() {
        return forgotten > 0 ? OrderIds.LAST : OrderIds.from(begun);
    }

    /**
     * What it can't say, for people.
     *
     * @param first the first order that is looked at
     * @return empty when it can say everything about that and all later ones
     */
    String gaps(@Nullable UUID first) {
        if (forgotten > 0) {
            return "the provider's ledger has forgotten %d entries: what it lacks isn't judged".formatted(forgotten);
        }
        return first != null && begun.isAfter(OrderIds.time(first))
                ? "the provider's ledger begins at %s: what it lacks of earlier orders isn't judged".formatted(begun)
                : "";
    }

    /** @param since the first order that is looked at */
    Columns columns(UUID since) {
        List<Charge> charged = Columns.ofOrders(charges, Charge::orderId, since);
        List<Hold> held = Columns.ofOrders(holds, Hold::orderId, since);
        List<Message> sent = Columns.ofOrders(messages, Message::orderId, since);
        return new Columns()
                .add("charge_orders", charged, Charge::orderId)
                .add("charge_intents", charged, Charge::paymentIntent)
                .add("charge_nets", charged, Charge::net)
                .add("charge_currencies", charged, Charge::currency)
                .add("hold_orders", held, Hold::orderId)
                .add("hold_intents", held, Hold::paymentIntent)
                .add("hold_states", held, Hold::state)
                .add("message_orders", sent, Message::orderId)
                .add("message_channels", sent, Message::channel);
    }
}
