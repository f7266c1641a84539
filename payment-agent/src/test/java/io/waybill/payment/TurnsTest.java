package io.waybill.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import io.waybill.payment.StripeSettings.Limits;
import io.waybill.payment.Turns.Endpoint;
import io.waybill.runtime.NotYetException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Duration TRY = Duration.ofSeconds(4);

    private final AtomicLong nanos = new AtomicLong();
    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };
    private final BlockingStrategy passing = nanos::addAndGet;
    /** Everybody waits, and no time passes. */
    private final BlockingStrategy waiting = _ -> {};

    private Turns turns(BlockingStrategy strategy) {
        return new Turns(new Limits(10, 5), TRY, clock, strategy);
    }

    @Test
    void callsAreSpreadSoThatNoSecondHasMoreThanTheEndpointAllows() throws Exception {
        Turns turns = turns(passing);
        for (int i = 0; i < 11; i++) {
            turns.take(Endpoint.CONFIRM);
        }
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void allEndpointsTogetherKeepToTheirSum() throws Exception {
        Turns turns = turns(passing);
        for (int i = 0; i < 7; i++) {
            turns.take(Endpoint.CONFIRM);
            turns.take(Endpoint.CANCEL);
            turns.take(Endpoint.REFUND);
        }
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aTryThatCouldNotBeginSoonComesBackLater() throws Exception {
        Turns turns = turns(waiting);
        for (int i = 0; i < 6; i++) {
            turns.take(Endpoint.CAPTURE);
        }
        assertThatThrownBy(() -> turns.take(Endpoint.CAPTURE)).isInstanceOfSatisfying(NotYetException.class,
                e -> assertThat(e.delay()).isEqualTo(Duration.ofMillis(1200)));
    }

    @Test
    void aTryThatWaitsForBothOfItsCallsIsOverInTime() throws Exception {
        var waits = new AtomicLong();
        var turns = new Turns(new Limits(10, 10), TRY, clock, waits::set);
        asManyAsAreLetIn(turns, Endpoint.CREATE);
        long first = waits.get();
        nanos.addAndGet(first);
        asManyAsAreLetIn(turns, Endpoint.CAPTURE);
        turns.take(Endpoint.CONFIRM);

        assertThat(Duration.ofNanos(first + waits.get())).isLessThan(TRY);
    }

    private static void asManyAsAreLetIn(Turns turns, Endpoint endpoint) throws Exception {
        try {
            while (true) {
                turns.take(endpoint);
            }
        } catch (NotYetException _) {
            // the next would wait too long
        }
    }

    @Test
    void whatHasBegunIsNotSentBack() throws Exception {
        Turns turns = turns(passing);
        for (int i = 0; i < 100; i++) {
            turns.take(Endpoint.CONFIRM);
        }
        assertThat(Duration.ofNanos(nanos.get())).isGreaterThan(TRY);
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        Turns turns = turns(_ -> {
            throw new InterruptedException();
        });
        turns.take(Endpoint.CONFIRM);

        assertThatThrownBy(() -> turns.take(Endpoint.CONFIRM)).isInstanceOf(ApiConnectionException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void withoutLimitsNobodyWaits() throws Exception {
        var turns = new Turns(null, TRY, clock, waiting);
        for (int i = 0; i < 1000; i++) {
            turns.take(Endpoint.CREATE);
        }
        assertThat(nanos).hasValue(0);
    }
}
