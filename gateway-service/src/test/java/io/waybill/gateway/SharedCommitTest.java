package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;

class SharedCommitTest {

    private static final int OPEN = 1_000;

    private final Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
    private final Semaphore gate = new Semaphore(OPEN);
    private final SharedCommit<String, String> commits = new SharedCommit<>("test", this::commit);
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    /** The ledger: doesn't take "bad", and breaks down at "outage". */
    private List<String> commit(List<String> batch) {
        gate.acquireUninterruptibly();
        batches.add(batch);
        if (batch.contains("outage")) {
            throw new DataAccessResourceFailureException("connection refused");
        }
        if (batch.contains("bad")) {
            throw new DataIntegrityViolationException("bad");
        }
        return batch.stream().map(each -> each + "!").toList();
    }

    @AfterEach
    void close() {
        gate.release(OPEN);
        commits.close();
        requests.close();
    }

    /** Lets the committer be busy with one while the others queue up. */
    private List<Future<String>> whileBusy(List<String> items) {
        gate.drainPermits();
        List<Future<String>> answers = new ArrayList<>();
        answers.add(requests.submit(() -> commits.write("first")));
        await().until(gate::hasQueuedThreads);
        items.forEach(item -> answers.add(requests.submit(() -> commits.write(item))));
        await().until(() -> commits.queued() == items.size());
        gate.release(OPEN);
        return answers;
    }

    @Test
    void whoComesAloneIsCommittedAlone() throws Exception {
        assertThat(commits.write("a")).isEqualTo("a!");
        assertThat(batches).containsExactly(List.of("a"));
    }

    @Test
    void whoComesDuringACommitSharesTheNext() throws Exception {
        List<Future<String>> answers = whileBusy(List.of("a", "b", "c"));

        assertThat(answers.getLast().get()).isEqualTo("c!");
        assertThat(batches).hasSize(2).last(LIST).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void oneThatCannotBeStoredFailsAlone() throws Exception {
        List<Future<String>> answers = whileBusy(List.of("a", "b", "bad", "c", "d"));

        for (int i : List.of(1, 2, 4, 5)) {
            assertThat(answers.get(i).get()).endsWith("!");
        }
        assertThatThrownBy(() -> answers.get(3).get()).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void anOutageFailsAllAtOnceAndIsNotTriedOnEach() {
        List<Future<String>> answers = whileBusy(List.of("a", "outage", "b"));

        for (Future<String> answer : answers.subList(1, 4)) {
            assertThatThrownBy(answer::get).hasCauseInstanceOf(DataAccessResourceFailureException.class);
        }
        assertThat(batches).hasSize(2);
    }

    /** Who sends again the moment the outage is heard of is tried, and not taken for one who queued behind it. */
    @RepeatedTest(500)
    void theCommitterOutlivesAnOutage() throws Exception {
        assertThatThrownBy(() -> commits.write("outage")).isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(commits.write("a")).isEqualTo("a!");
    }

    @Test
    void aBatchHasALimit() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < SharedCommit.LARGEST + 10; i++) {
            many.add("item " + i);
        }
        whileBusy(many).getLast().get();

        assertThat(batches).extracting(List::size).containsExactly(1, SharedCommit.LARGEST, 10);
    }

    @Test
    void whoIsNotCommittedInTimeIsNeverCommitted() throws Exception {
        gate.drainPermits();
        var started = new CountDownLatch(1);
        Future<String> first = requests.submit(() -> {
            started.countDown();
            return commits.write("first");
        });
        started.await();
        await().until(gate::hasQueuedThreads);

        assertThatThrownBy(() -> commits.write("late")).isInstanceOf(TransientDataAccessException.class);
        gate.release(OPEN);

        assertThat(first.get()).isEqualTo("first!");
        assertThat(commits.write("next")).isEqualTo("next!");
        assertThat(batches).containsExactly(List.of("first"), List.of("next"));
    }

    @Test
    @Timeout(20)
    void whoQueuesBehindAnOutageIsToldAtOnce() {
        gate.drainPermits();
        Future<String> outage = requests.submit(() -> commits.write("outage"));
        await().until(gate::hasQueuedThreads);
        Future<String> behind = requests.submit(() -> commits.write("behind"));
        await().until(() -> commits.queued() == 1);
        gate.release(1);

        assertThatThrownBy(outage::get).hasCauseInstanceOf(DataAccessResourceFailureException.class);
        assertThatThrownBy(behind::get).hasCauseInstanceOf(TransientDataAccessException.class);
        assertThat(batches).hasSize(1);
    }

    /** The same with the real thing: an order under another's id can't be stored, and the one beside it is innocent. */
    @Test
    void ofOrdersInOneCommitOnlyTheOffenderIsRefused() {
        var database = new LedgerDatabase();
        UUID known = database.accepted();
        NewOrder offender = database.newOrder(known, "PO-OTHER");
        NewOrder innocent = database.newOrder(UUID.randomUUID());
        List<NewOrder> refused = new ArrayList<>();

        Halving.write(List.of(innocent, offender), database.orders::insert, (order, _) -> refused.add(order));

        assertThat(refused).containsExactly(offender);
        assertThat(database.queries.find(DemoKey.MERCHANT, innocent.order().id())).isPresent();
    }
}
