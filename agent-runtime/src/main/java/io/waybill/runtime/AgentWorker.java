package io.waybill.runtime;

import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent on one partition. A turn takes as many entries as there's room for, looks at their orders in one go, and lets
 * each run on a virtual thread of its own.
 */
final class AgentWorker implements Member {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(AgentWorker.class);

    private final Station station;
    private final Group group;
    private final DeliveryRun.Tools tools;
    private final GroupReader reader;
    private final Map<String, Thread> inHand = new ConcurrentHashMap<>();

    AgentWorker(Station station, DeliveryRun.Tools tools, GroupReader reader) {
        this.station = station;
        this.group = station.group();
        this.tools = tools;
        this.reader = reader;
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public void turn() throws InterruptedException {
        take(reader.read(station.slots().awaitFree()));
    }

    @Override
    public void lookAgain() {
        reader.lookAgain();
    }

    @Override
    public void take(List<StreamMessage<String, String>> messages) throws InterruptedException {
        var entries = new ArrayList<Entry>(messages.size());
        for (var message : messages) {
            try {
                if (!inHand.containsKey(message.getId())) {
                    entries.add(Entry.of(message));
                }
            } catch (IllegalArgumentException e) {
                park(message.getId(), e);
            }
        }
        List<OrderState> states = entries.isEmpty() ? List.of() : look(entries);
        for (int i = 0; i < entries.size(); i++) {
            start(entries.get(i), states.get(i));
        }
    }

    private List<OrderState> look(List<Entry> entries) throws InterruptedException {
        return tools.untilRedisAnswers(
                () -> OrderState.look(tools.redis(), group.keys(), group.name(), station.settings().after(), entries));
    }

    private void start(Entry entry, OrderState state) throws InterruptedException {
        station.slots().take();
        var run = new DeliveryRun(station, tools, entry);
        Thread thread = Thread.ofVirtual().name(group.name() + "-" + entry.orderId()).unstarted(() -> {
            boolean comesBack = true;
            try {
                comesBack = !ends(run, entry, state);
            } finally {
                inHand.remove(entry.id());
                station.slots().putAway();
                if (comesBack) {
                    reader.lookAgain(); // it's still pending to this instance, and no longer in hand
                }
            }
        });
        inHand.put(entry.id(), thread);
        thread.start();
    }

    /** @return false when something that shouldn't happen did, and the entry must be looked at again */
    private boolean ends(DeliveryRun run, Entry entry, OrderState state) {
        try {
            try {
                run.from(state);
            } catch (IllegalArgumentException e) {
                park(entry.id(), e);
            } catch (RuntimeException e) {
                LOG.error("{} comes back to order {} later", group.name(), entry.orderId(), e);
                tools.waiter().sleep(PAUSE);
                return false;
            }
        } catch (InterruptedException _) {
            LOG.debug("{} leaves order {} to a peer", group.name(), entry.orderId());
        }
        return true;
    }

    private void park(String entryId, IllegalArgumentException cause) throws InterruptedException {
        LOG.error("{} parks entry {}: {}", group.name(), entryId, cause.getMessage());
        tools.telemetry().parkedEntry(group.name());
        tools.untilRedisAnswers(() -> Script.PARK.call(tools.redis(),
                new String[]{group.stream(), group.keys().parked()}, group.name(), entryId,
                String.valueOf(cause.getMessage())));
    }

    @Override
    public int room() {
        return station.slots().room();
    }

    @Override
    public void stop(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (Thread thread : inHand.values()) {
            if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                thread.interrupt();
            }
        }
        reader.close();
    }
}
