package io.waybill.runtime;

import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent on one partition. A turn takes as many entries as there's room for, looks at their orders in one go, and lets
 * each run on a virtual thread of its own.
 */
final class AgentWorker implements Member {

    private static final Duration NO_ROOM = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(AgentWorker.class);

    private final Station station;
    private final Group group;
    private final DeliveryRun.Tools tools;
    private final GroupReader reader;
    private final HandOver handOver;
    private final Map<String, Thread> inHand = new ConcurrentHashMap<>();

    AgentWorker(Station station, DeliveryRun.Tools tools, GroupReader reader, HandOver handOver) {
        this.station = station;
        this.group = station.group();
        this.tools = tools;
        this.reader = reader;
        this.handOver = handOver;
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public void turn() throws InterruptedException {
        if (station.gate().isOpen()) {
            readWhatThereIsRoomFor();
        } else {
            stayAtTheGate();
        }
    }

    /** Nothing is read, not even what the dead left, but for one that may be needed to see whether the trouble is over. */
    private void stayAtTheGate() throws InterruptedException {
        if (station.gate().wantsUntried() && station.slots().awaitRoom(Duration.ZERO) > 0) {
            read(1);
        }
        tools.waiter().sleep(GateWatch.EVERY);
    }

    private void readWhatThereIsRoomFor() throws InterruptedException {
        Slots slots = station.slots();
        int room = reader.inherits() ? slots.awaitSlot(NO_ROOM) : slots.awaitRoom(NO_ROOM);
        if (room == 0) {
            if (!reader.inherits()) {
                return;
            }
            room = station.settings().concurrency(); // what the dead left waits for a slot here rather than with nobody
        }
        if (station.gate().isOpen()) { // it may have been shut while this waited for room
            read(room);
        }
    }

    private void read(int room) throws InterruptedException {
        List<StreamMessage<String, String>> messages = reader.read(room);
        try {
            take(messages);
        } catch (RuntimeException | Error e) {
            reader.lookAgain(); // they are pending to this instance, and not in hand
            throw e;
        }
    }

    @Override
    public void lookAgain() {
        reader.lookAgain();
    }

    @Override
    public void inherit(Set<String> dead) {
        reader.inherit(dead);
    }

    @Override
    public int inHand() {
        return inHand.size();
    }

    private void take(List<StreamMessage<String, String>> messages) throws InterruptedException {
        var entries = new ArrayList<Entry>(messages.size());
        for (var message : messages) {
            try {
                if (!inHand.containsKey(message.getId())) {
                    entries.add(Entry.of(message));
                }
            } catch (IllegalArgumentException e) {
                park(message.getId(), Entry.orderOf(message).orElse(null), Parking.Cause.UNDECODABLE_ENTRY, e);
            }
        }
        List<@Nullable OrderState> states = entries.isEmpty() ? List.of() : look(entries);
        for (int i = 0; i < entries.size(); i++) {
            start(entries.get(i), states.isEmpty() ? null : states.get(i));
        }
    }

    /** None when one of them makes no sense: then each run looks for itself, and only that one is parked. */
    private List<@Nullable OrderState> look(List<Entry> entries) throws InterruptedException {
        try {
            return new ArrayList<>(tools.redis().call(() -> OrderState.look(tools.redis().redis(), group.keys(),
                    group.name(), station.settings().after(), entries)));
        } catch (IllegalArgumentException e) {
            LOG.warn("{} looks at each order by itself: {}", group.name(), e.getMessage());
            return List.of();
        }
    }

    private void start(Entry entry, @Nullable OrderState state) {
        var run = new DeliveryRun(station, tools, entry);
        Thread thread = Thread.ofVirtual().name(group.name() + "-" + entry.orderId()).unstarted(() -> {
            boolean comesBack = true;
            try (var _ = LogLine.of(entry.orderId())) {
                comesBack = !ends(run, entry, state);
            } finally {
                inHand.remove(entry.id());
                station.slots().putAway();
                if (comesBack) {
                    reader.lookAgain(); // it's still pending to this instance, and no longer in hand
                }
            }
        });
        station.slots().keep();
        inHand.put(entry.id(), thread);
        thread.start();
    }

    /** @return false when something that shouldn't happen did, and the entry must be looked at again */
    private boolean ends(DeliveryRun run, Entry entry, @Nullable OrderState state) {
        try {
            try {
                run.from(state);
            } catch (UnknownVersionException e) {
                park(entry.id(), entry.orderId(), Parking.Cause.UNKNOWN_PIPELINE_VERSION, e);
            } catch (IllegalArgumentException e) {
                park(entry.id(), entry.orderId(), Parking.Cause.UNREADABLE_STATE, e);
            } catch (RuntimeException e) {
                LOG.error("{} comes back to order {} later", group.name(), entry.orderId(), e);
                tools.waiter().sleep(PAUSE);
                return false;
            }
        } catch (InterruptedException _) {
            handOver.give(group, entry);
        }
        return true;
    }

    private void park(String entryId, @Nullable UUID order, Parking.Cause cause, IllegalArgumentException e)
            throws InterruptedException {
        LOG.error("{} parks entry {}: {}", group.name(), entryId, e.getMessage());
        tools.redis().call(() -> {
            new Parking(tools.redis().redis(), tools.telemetry()).park(group, entryId, order, cause,
                    String.valueOf(e.getMessage()));
            return entryId;
        });
    }

    @Override
    public void finish(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        giveWhatIsNotInHand(); // what a read brought whose answer was lost
        joinUntil(end);
        inHand.values().forEach(Thread::interrupt);
        joinUntil(System.nanoTime() + LAST_WORD.toNanos());
        giveWhatIsNotInHand();
    }

    private void joinUntil(long end) throws InterruptedException {
        for (Thread thread : inHand.values()) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }

    private void giveWhatIsNotInHand() {
        try {
            reader.eachPending(message -> {
                if (!inHand.containsKey(message.getId())) {
                    handOver.give(group, message);
                }
            });
        } catch (RedisException e) {
            LOG.warn("{} leaves what is pending to whoever notices: {}", group.stream(), e.toString());
        }
    }
}
