package io.waybill.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Lets requests that come at the same time share a commit. Whatever has queued up while one batch was being committed is
 * the next batch: an idle gateway commits each at once, a busy one many together, and nobody waits for company.
 */
final class SharedCommit<T, R> implements AutoCloseable {

    /** Beyond this a batch only gets slower, not cheaper. */
    static final int LARGEST = 256;

    private static final int LONGEST_QUEUE = 20 * LARGEST;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_IDLE = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(SharedCommit.class);

    private final BlockingQueue<Ticket<T, R>> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final Function<List<T>, List<R>> commit;
    private volatile boolean closed;

    /** @param commit commits all of them or none, and returns an answer to each in the same sequence */
    SharedCommit(String name, Function<List<T>, List<R>> commit) {
        this.commit = commit;
        Thread.ofVirtual().name(name).start(this::run);
    }

    /**
     * Returns when the item is committed.
     *
     * @throws TransientDataAccessResourceException when it isn't and won't be, since there's too much to do
     * @throws RuntimeException what the commit threw for this item
     */
    R write(T item) throws InterruptedException {
        var ticket = new Ticket<T, R>(item);
        if (closed || !queue.offer(ticket)) {
            throw new TransientDataAccessResourceException("more is waiting to be committed than can be");
        }
        try {
            return ticket.await();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** How many wait for the next commit. */
    int queued() {
        return queue.size();
    }

    private void run() {
        var batch = new ArrayList<Ticket<T, R>>();
        while (!closed) {
            try {
                Ticket<T, R> first = queue.poll(LONGEST_IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, LARGEST - 1);
                    commit(batch.stream().filter(Ticket::claim).toList());
                    batch.clear();
                }
            } catch (InterruptedException _) {
                closed = true;
            }
        }
        queue.forEach(ticket -> ticket.fail(new TransientDataAccessResourceException("the gateway stops")));
    }

    private void commit(List<Ticket<T, R>> batch) {
        try {
            if (!batch.isEmpty()) {
                Halving.write(batch, this::commitTogether, Ticket::fail);
            }
        } catch (RuntimeException | Error e) { // whatever it is, the committer goes on
            LOG.warn("a batch of {} wasn't committed: {}", batch.size(), Outage.reason(e));
            List<Ticket<T, R>> behind = Outage.is(e) ? takeQueued() : List.of();
            batch.forEach(ticket -> ticket.fail(e));
            behind.forEach(ticket -> ticket.fail(
                    new TransientDataAccessResourceException("not tried, since PostgreSQL is in trouble", e)));
        }
    }

    /**
     * Those behind a batch that met an outage have waited as long as it has: to let them wait for the same again wouldn't make
     * their answer better. They are taken before anybody hears of it: who sends again then is to be tried.
     */
    private List<Ticket<T, R>> takeQueued() {
        var queued = new ArrayList<Ticket<T, R>>();
        queue.drainTo(queued);
        return queued;
    }

    private void commitTogether(List<Ticket<T, R>> batch) {
        List<R> answers = commit.apply(batch.stream().map(Ticket::item).toList());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer.complete(answers.get(i));
        }
    }

    /** Lets the batch in hand end; what is queued behind it fails. */
    @Override
    public void close() {
        closed = true;
    }

    /** One item's place in the queue. Either the committer or, when that takes too long, its owner claims it. */
    private record Ticket<T, R>(T item, CompletableFuture<R> answer, AtomicBoolean claimed) {

        Ticket(T item) {
            this(item, new CompletableFuture<>(), new AtomicBoolean());
        }

        boolean claim() {
            return claimed.compareAndSet(false, true);
        }

        void fail(Throwable e) {
            answer.completeExceptionally(e);
        }

        R await() throws InterruptedException, ExecutionException {
            try {
                return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                if (claim()) {
                    throw new TransientDataAccessResourceException("not committed within " + PATIENCE);
                }
                return answer.get(); // it's being committed right now: only the answer to that is the truth
            }
        }
    }
}
