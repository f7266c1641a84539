package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EndWaitersTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final EndWaiters waiters = new EndWaiters();
    private final UUID order = UUID.randomUUID();

    @Test
    void anEndBeforeTheWaitIsNotMissed() throws Exception {
        try (EndWaiters.Place place = waiters.enter(order, LONG)) {
            waiters.ended(List.of(UUID.randomUUID(), order));
            place.await();
        }
    }

    @Test
    void whoDoesNotWantToWaitDoesNot() throws Exception {
        try (EndWaiters.Place place = waiters.enter(order, Duration.ZERO)) {
            assertThat(waiters.waiting()).isEmpty();
            place.await();
        }
    }

    @Test
    void whoHasLeftIsForgotten() {
        waiters.enter(order, LONG).close();

        assertThat(waiters.waiting()).isEmpty();
    }

    @Test
    void whenThereAreTooManyTheNextOneDoesNotWait() throws Exception {
        var places = new ArrayList<EndWaiters.Place>();
        for (int i = 0; i < EndWaiters.MOST; i++) {
            places.add(waiters.enter(UUID.randomUUID(), LONG));
        }
        try (EndWaiters.Place place = waiters.enter(order, LONG)) {
            assertThat(place.longest()).isZero();
            place.await();
        }
        places.getFirst().close();
        try (EndWaiters.Place place = waiters.enter(order, LONG)) {
            assertThat(place.longest()).isEqualTo(LONG);
        }
    }

    @Test
    void aGatewayThatStopsKeepsNobody() throws Exception {
        try (EndWaiters.Place before = waiters.enter(order, LONG)) {
            waiters.close();
            before.await();
        }
        try (EndWaiters.Place after = waiters.enter(order, LONG)) {
            after.await();
        }
    }
}
