package io.waybill.notifier;

import io.waybill.runtime.Carried;
import io.waybill.runtime.PermanentFailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One confirmation, sent through several channels side by side. What happens to one leaves the others alone. */
final class Broadcast {

    private final Confirmation confirmation;
    private final List<Channel> channels;
    private final Map<String, String> sent = new ConcurrentHashMap<>();
    private final List<Exception> failures = new ArrayList<>();

    Broadcast(Confirmation confirmation, List<Channel> channels) {
        this.confirmation = confirmation;
        this.channels = channels;
    }

    /** Returns when every channel is through, or given up because the time is over. */
    void send(Duration limit) throws InterruptedException {
        List<Callable<Void>> sendings = channels.stream().map(this::sending).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = threads.invokeAll(sendings, limit.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < ended.size(); i++) {
                noteFailure(channels.get(i), ended.get(i), limit);
            }
        }
    }

    private Callable<Void> sending(Channel channel) {
        return Carried.along(() -> {
            sent.put(channel.name(), channel.send(confirmation));
            return null;
        });
    }

    private void noteFailure(Channel channel, Future<Void> sending, Duration limit) {
        switch (sending.state()) {
            case CANCELLED -> failures.add(new TimeoutException(
                    "no answer from " + channel.name() + " within " + limit.toMillis() + " ms"));
            case FAILED -> failures.add(sending.exceptionNow() instanceof Exception e
                    ? e
                    : new IllegalStateException(channel.name(), sending.exceptionNow()));
            case SUCCESS, RUNNING -> {}
        }
    }

    /** The providers' ids of what was sent, by channel; also after an interrupt. */
    Map<String, String> sent() {
        return Map.copyOf(sent);
    }

    /**
     * What can be tried again goes first: while one channel waits for a person to mend it, the others get their messages
     * out.
     */
    void throwFailure() throws Exception {
        if (!failures.isEmpty()) {
            failures.sort(Comparator.comparing(PermanentFailureException.class::isInstance));
            Exception failure = failures.removeFirst();
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
