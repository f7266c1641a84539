package io.waybill.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * An open loop: orders arrive at a constant rate, whether or not the fleet keeps up, as merchants don't wait for each
 * other. A client who isn't answered, or is told to come later, sends what has a key again.
 */
final class Load {

    private static final Duration BEFORE_A_REPEAT = Duration.ofSeconds(1);
    private static final int MOST_REPEATS = 3;

    private final Clients clients;
    private final ClientLog log;
    private final Supplier<Wish> wishes;
    private final Phaser under = new Phaser(1);
    private Thread pacer = Thread.currentThread();

    private Load(Clients clients, ClientLog log, Supplier<Wish> wishes) {
        this.clients = clients;
        this.log = log;
        this.wishes = wishes;
    }

    /** Begins to send this many orders, one each so often. */
    static Load begin(Clients clients, ClientLog log, Supplier<Wish> wishes, double perSecond, int orders) {
        var load = new Load(clients, log, wishes);
        Duration between = Duration.ofNanos((long) (1e9 / perSecond));
        return load.paced(() -> load.pace(between, orders));
    }

    /** The opposite: so many clients, each of whom sends the next order when the last is answered. */
    static Load inTurn(Clients clients, ClientLog log, Supplier<Wish> wishes, int atOnce, int orders) {
        var load = new Load(clients, log, wishes);
        var free = new Semaphore(atOnce);
        return load.paced(() -> load.takeTurns(free, orders));
    }

    private Load paced(Runnable pace) {
        pacer = Thread.ofVirtual().name("load").start(pace);
        return this;
    }

    /** Returns when all are sent and every answer is there, or given up. */
    void await() throws InterruptedException {
        pacer.join();
        under.awaitAdvanceInterruptibly(under.arrive());
    }

    /** Sends no more, then as {@link #await}. */
    void end() throws InterruptedException {
        pacer.interrupt();
        await();
    }

    private void pace(Duration between, int orders) {
        Instant begun = Instant.now();
        try {
            for (int number = 0; number < orders; number++) {
                Instant due = begun.plus(between.multipliedBy(number));
                Thread.sleep(Duration.between(Instant.now(), due));
                begin(due, () -> {});
            }
        } catch (InterruptedException ended) {
            // no more
        }
    }

    private void takeTurns(Semaphore free, int orders) {
        try {
            for (int number = 0; number < orders; number++) {
                free.acquire();
                begin(Instant.now(), free::release);
            }
        } catch (InterruptedException ended) {
            // no more
        }
    }

    private void begin(Instant due, Runnable answered) {
        Wish wish = wishes.get();
        under.register();
        Thread.ofVirtual().start(() -> send(wish, due, answered));
    }

    private void send(Wish wish, Instant due, Runnable answered) {
        try {
            Call call = record(clients.order(wish, due, false));
            answered.run();
            if (wish.key().isPresent()) {
                repeat(wish, call);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            under.arriveAndDeregister();
        }
    }

    private void repeat(Wish wish, Call first) throws InterruptedException {
        Call last = first;
        Duration pause = BEFORE_A_REPEAT;
        for (int repeats = 0; repeats < MOST_REPEATS
                && (!last.isAccepted() || (wish.again() && repeats == 0)); repeats++) {
            Thread.sleep(pause);
            pause = pause.multipliedBy(3);
            last = record(clients.order(wish, Instant.now(), true));
        }
    }

    private Call record(Call call) {
        log.add(call);
        return call;
    }
}
