package io.waybill.gateway;

import static io.waybill.gateway.Samples.AT;
import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.OrderEvent;
import io.waybill.contracts.OrderStatus;
import io.waybill.runtime.ParkedEntry;
import io.waybill.runtime.ParkedEntry.Step;
import io.waybill.runtime.RawFields;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkedEntriesTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();
    private static final RawFields EVERY_BYTE = new RawFields(List.of("bytes",
            IntStream.range(0, 256).mapToObj(Character::toString).reduce("", String::concat)));

    private final ParkedEntries entries = new ParkedEntries(DATABASE.ledger, DATABASE.transaction);
    private final ParkedLists lists = new ParkedLists(DATABASE.ledger);
    private final LedgerWriter writer = new LedgerWriter(DATABASE.batches(), new EndWaiters(), new Listeners());
    private final UUID order = DATABASE.accepted();

    @BeforeEach
    void nothingIsParked() {
        DATABASE.ledger.sql("truncate parked").update();
    }

    private static ParkedEntry entry(String id, String entryId, @Nullable UUID order, @Nullable Step step) {
        return new ParkedEntry(id, "wb:{0}:stream:validator", entryId, "validator", order, step, "undecodable-entry",
                "nobody\0knows", EVERY_BYTE, AT);
    }

    private List<ParkedItem> parked() {
        return lists.find(new ParkedFilter(null, null), OrderSearch.NEWEST, 50).items();
    }

    private OrderStatus status() {
        return DATABASE.queries.find(DemoKey.MERCHANT, order).orElseThrow().status();
    }

    @Test
    void anEntryThatComesAgainIsKeptOnceAndByteForByte() {
        entries.keep(List.of(entry("5-0", "1-0", null, null)));
        entries.keep(List.of(entry("5-0", "1-0", null, null), entry("6-0", "2-0", null, null)));

        assertThat(parked()).hasSize(2);
        assertThat(DATABASE.ledger.sql("select fields from parked").query((row, _) -> RawFields.read(row.getBytes(1)))
                .list()).containsExactly(EVERY_BYTE, EVERY_BYTE);
    }

    @Test
    void whatIsForgedHoldsNothingUp() {
        String endless = new Random(7).ints(20_000, 'a', 'z' + 1).mapToObj(Character::toString)
                .collect(Collectors.joining());
        entries.keep(List.of(entry("5-0", "1-0", order, null),
                new ParkedEntry("6-0", "a stream\0", "2-0", "an agent\0", order, new Step(1, 1), "", "", EVERY_BYTE,
                        AT),
                new ParkedEntry("7-0", endless, endless, endless, null, null, endless, endless, EVERY_BYTE, AT)));

        assertThat(parked()).extracting(ParkedItem::agent).containsExactlyInAnyOrder("validator", "an agent", endless);
    }

    @Test
    void anEntryThatIsParkedAgainAfterRedisWentBackIsNoOtherOneUnlessItWasSeenTo() {
        entries.keep(List.of(entry("5-0", "1-0", null, null)));
        entries.keep(List.of(entry("7-0", "1-0", null, null)));
        assertThat(parked()).hasSize(1);

        DATABASE.ledger.sql("update parked set resolution = 'replayed', resolved_at = now(), resolved_by = 'demo'")
                .update();
        entries.keep(List.of(entry("5-0", "1-0", null, null)));
        assertThat(parked()).isEmpty();

        entries.keep(List.of(entry("8-0", "1-0", null, null)));
        assertThat(parked()).hasSize(1);
    }

    @Test
    void anEntryThatNamesAnOrderHoldsItOnlyWhenTheOrderWaitsForIt() {
        entries.keep(List.of(entry("5-0", "1-0", order, null)));
        assertThat(parked()).extracting(ParkedItem::orderId).containsExactly(order);
        assertThat(status()).isEqualTo(OrderStatus.ACCEPTED);

        entries.keep(List.of(entry("6-0", "2-0", order, new Step(1, 1))));
        assertThat(status()).isEqualTo(OrderStatus.NEEDS_ATTENTION);
    }

    @Test
    void anOrderThatIsNotInTheLedgerIsNobodys() {
        entries.keep(List.of(entry("5-0", "1-0", UUID.randomUUID(), new Step(1, 1))));

        assertThat(parked()).singleElement().satisfies(item -> assertThat(item.orderId()).isNull());
    }

    @Test
    void aParkedEntryAndTheEventThatSaysSoAreOneWhicheverComesFirst() {
        OrderEvent first = step(order, 1, 1, "validator", "parked");
        OrderEvent second = step(order, 1, 2, "validator", "parked");

        writer.write(List.of(first));
        entries.keep(List.of(entry("5-0", "1-0", order, new Step(1, 1))));
        assertThat(parked()).singleElement().satisfies(item -> {
            assertThat(item.cause()).isEqualTo("undecodable-entry");
            assertThat(item.entry()).isNotNull();
        });

        entries.keep(List.of(entry("6-0", "2-0", order, new Step(1, 2))));
        writer.write(List.of(second));
        writer.write(List.of(first, second));
        assertThat(parked()).singleElement().satisfies(item -> assertThat(item.entry()).isNotNull());
    }

    @Test
    void aNumberThatAnotherAgentHasInAForkIsNotOverwritten() {
        writer.write(List.of(step(order, 1, 1, "payment_capture", "parked")));

        entries.keep(List.of(entry("5-0", "1-0", order, new Step(1, 1))));

        assertThat(parked()).singleElement().satisfies(item -> assertThat(item.agent()).isEqualTo("payment_capture"));
    }

    @Test
    void aStepIsNoLongerParkedOnceItsAgentHasSaidSomethingLaterOrTheOrderHasSettled() {
        writer.write(List.of(step(order, 1, 1, "payment_capture", "parked"), step(order, 1, 2, "notifier", "parked")));
        assertThat(parked()).hasSize(2);

        writer.write(List.of(step(order, 2, 1, "payment_capture", "done")));
        assertThat(parked()).extracting(ParkedItem::agent).containsExactly("notifier");

        writer.write(List.of(Samples.completed(order, 2, 2), Samples.settled(order, 2, 3)));
        assertThat(parked()).isEmpty();
    }

    @Test
    void textThatCannotBeShownIsBase64() {
        assertThat(ParkedItem.fields(new RawFields(List.of("é", "\u00c3\u00a9", "base64:", "a\nb", "odd")).bytes()))
                .extracting(field -> field.name() + "=" + field.value())
                .containsExactly("base64:6Q===é", "base64:YmFzZTY0Og===base64:YQpi", "odd=");
    }
}
