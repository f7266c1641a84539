package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(30)
class ListenersLoopTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final LedgerDatabase DATABASE = new LedgerDatabase();

    private final Listeners listeners = new Listeners();
    private final UUID order = DATABASE.accepted();

    /** Breaks with what nobody expects, once. */
    private static final class BreaksAtFirst extends EventHorizon {

        private boolean broken;

        BreaksAtFirst(JdbcClient ledger) {
            super(ledger);
        }

        @Override
        long look() {
            if (!broken) {
                broken = true;
                throw new StackOverflowError("in a test");
            }
            return super.look();
        }
    }

    @Test
    void whateverBreaksATurnTheNextOneTellsAll() throws Exception {
        var telling = new Telling(listeners, new BreaksAtFirst(DATABASE.ledger), new EventQueries(DATABASE.ledger));
        var loop = new ListenersLoop(listeners, telling, Thread::sleep);
        loop.start();
        try (Listener listener = listeners.enter("demo", order, -1)) {
            assertThat(listener.take(LONG).messages()).extracting(Bulletin.Message::event).containsExactly("status");
        } finally {
            loop.stop();
        }
    }
}
