package io.waybill.fleet;

import io.waybill.fleet.Http.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Sends orders, so many at a time, and waits for each to end.
 *
 * @param interval the time from one order to the next; zero for as fast as they end
 * @param patience how long one order may take from when it is first sent
 */
record Replay(GatewayClient gateway, InstantSource clock, Duration interval, Duration patience) {

    /** Enough to keep every agent busy, and few enough for the gateway's connections. */
    private static final int AT_ONCE = 64;

    private static final int WAIT_SECONDS = 30;

    /** Not now: too many, or unavailable. The order isn't there, so it may be sent again. */
    private static final Set<Integer> NOT_NOW = Set.of(429, 503);

    /** How an order ended; {@code unfinished} with the reason if it didn't. */
    record Ended(String number, String status, String reason) {}

    /** Returns when all have ended or run out of patience; {@code ended} is told of each, one at a time. */
    void run(List<Invoice.Sale> sales, Consumer<Ended> ended) throws InterruptedException {
        var room = new Semaphore(AT_ONCE);
        Instant next = clock.instant();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Invoice.Sale sale : sales) {
                room.acquire();
                pause(Duration.between(clock.instant(), next));
                next = next.plus(interval);
                senders.execute(() -> {
                    Ended outcome = send(sale);
                    room.release();
                    synchronized (room) {
                        ended.accept(outcome);
                    }
                });
            }
        }
    }

    private Ended send(Invoice.Sale sale) {
        try {
            JsonNode order = follow(ReplayOrders.order(sale));
            OrderState state = OrderState.of(order);
            return state.hasEnded()
                    ? new Ended(sale.number(), state.status(), state.why())
                    : unfinished(sale, "still " + state.status() + " after " + patience.toSeconds() + " s");
        } catch (FleetException | IOException e) {
            return unfinished(sale, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unfinished(sale, "interrupted");
        }
    }

    private static Ended unfinished(Invoice.Sale sale, String why) {
        return new Ended(sale.number(), "unfinished", why);
    }

    private JsonNode follow(NewOrder order) throws IOException, InterruptedException {
        Instant deadline = clock.instant().plus(patience);
        Answer answer = accepted(order, deadline);
        JsonNode body = answer.json();
        return answer.status() == 200
                ? body
                : new OrderWatch(gateway, clock, Duration.ofMillis(250)).untilEnded(body.path("id").asString(),
                        deadline);
    }

    /** An order whose answer is lost isn't sent again: it may have been accepted, and then there would be two. */
    private Answer accepted(NewOrder order, Instant deadline) throws IOException, InterruptedException {
        while (true) {
            Answer answer = gateway.submit(order, WAIT_SECONDS);
            if (answer.isSuccess()) {
                return answer;
            }
            if (!NOT_NOW.contains(answer.status()) || clock.instant().isAfter(deadline)) {
                throw new FleetException("%d: %s".formatted(answer.status(), answer.body()));
            }
            pause(retryAfter(answer));
        }
    }

    private static Duration retryAfter(Answer answer) {
        return Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1));
    }

    private static void pause(Duration duration) throws InterruptedException {
        if (duration.isPositive()) {
            Thread.sleep(duration);
        }
    }
}
