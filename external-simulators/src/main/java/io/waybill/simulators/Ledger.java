package io.waybill.simulators;

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

    Ledger(Intents intents, Refunds refunds, IdempotencyKeys keys, SendGridFake sendGrid, SlackFake slack) {
        this.intents = intents;
        this.refunds = refunds;
        this.keys = keys;
        this.sendGrid = sendGrid;
        this.slack = slack;
    }

    /** Written to the client entry by entry, so that a hundred thousand orders need no copy. */
    LedgerView read() {
        return new LedgerView(
                lazily(intents, LedgerView.Charged::of),
                lazily(intents, LedgerView.Authorization::of),
                lazily(refunds, LedgerView.Refunded::of),
                lazily(sendGrid, LedgerView.Mailed::of),
                lazily(slack, LedgerView.Posted::of),
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
    }

    private static <S, T> Iterable<T> lazily(Iterable<S> source, Function<S, Stream<T>> entry) {
        return () -> StreamSupport.stream(source.spliterator(), false).flatMap(entry).iterator();
    }
}
