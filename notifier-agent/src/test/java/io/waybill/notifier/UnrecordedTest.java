package io.waybill.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.notifier.Messages.Claim;
import io.waybill.notifier.Unrecorded.Sent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnrecordedTest {

    private static final Sent SENT = new Sent(new Claim(Set.of("mail"), null, Set.of()), Map.of());

    private final Unrecorded unrecorded = new Unrecorded();

    @Test
    void theOldestGivesWayWhenThereAreTooMany() {
        List<UUID> orders = Stream.generate(UUID::randomUUID).limit(Unrecorded.MOST).toList();
        orders.forEach(order -> unrecorded.add(order, SENT));
        unrecorded.add(orders.getFirst(), SENT);

        unrecorded.add(UUID.randomUUID(), SENT);

        assertThat(unrecorded.of(orders.get(1))).isNull();
        assertThat(unrecorded.of(orders.get(0))).isNotNull();
        assertThat(orders.stream().skip(2)).allSatisfy(order -> assertThat(unrecorded.of(order)).isNotNull());
    }

    @Test
    void whatHasBeenRecordedTakesNoRoom() {
        UUID first = UUID.randomUUID();
        unrecorded.add(first, SENT);
        for (int i = 0; i < Unrecorded.MOST; i++) {
            UUID order = UUID.randomUUID();
            unrecorded.add(order, SENT);
            unrecorded.remove(order, SENT);
        }
        assertThat(unrecorded.of(first)).isNotNull();
    }
}
