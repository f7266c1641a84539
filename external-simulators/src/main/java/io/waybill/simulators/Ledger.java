package io.waybill.simulators;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/**
 * What the providers did, for a checker that trusts nobody else. Reads are not a snapshot across lists: an order that
 * is being paid meanwhile may appear in one and not yet in another.
 */
@Component
final class Ledger {

    private final Intents intents;
    private final Refunds refunds;
    private final IdempotencyKeys keys;
    private final SendGridFake sendGrid;
    private final SlackFake slack;
    private final InstantSource clock;
    private volatile Instant begun;

    Ledger(Intents intents, Refunds refunds, IdempotencyKeys keys, SendGridFake sendGrid, SlackFake slack,
            InstantSource clock) {
        this.intents = intents;
        this.refunds = refunds;
        this.keys = keys;
        this.sendGrid = sendGrid;
        this.slack = slack;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /**
     * What happened since then. Written to the client entry by entry, so that a hundred thousand orders need no copy.
     */
    LedgerView read(Instant since) {
        return new LedgerView(begun,
                lazily(intents, LedgerView.Charged::of, since),
                lazily(intents, LedgerView.Authorization::of, since),
                lazily(refunds, LedgerView.Refunded::of, since),
                lazily(sendGrid, LedgerView.Mailed::of, since),
                lazily(slack, LedgerView.Posted::of, since),
                intents.forgotten() + refunds.forgotten() + keys.forgotten() + sendGrid.forgotten()
                        + slack.forgotten());
    }

    /** A fresh set of providers: payments, refunds, idempotency keys, mails and messages are gone. */
    void clear() {
        intents.clear();
        refunds.clear();
        keys.clear();
        sendGrid.clear();
        slack.clear();
        begun = clock.instant();
    }

    private static <S, E extends LedgerView.Entry> Iterable<E> lazily(Iterable<S> source,
            Function<S, Stream<E>> entry, Instant since) {
        return () -> StreamSupport.stream(source.spliterator(), false).flatMap(entry)
                .filter(each -> !each.at().isBefore(since)).iterator();
    }
}
