package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final Faults faults = new Faults();
    private final Conditions conditions = new Conditions(faults, pauses::add,
            new SimulatorSettings(Duration.ofMinutes(1), Duration.ofHours(24), 1000));

    @Test
    void inProfileZeroNothingTakesTime() throws InterruptedException {
        for (var operation : Operation.values()) {
            perform(turn(operation));
        }

        assertThat(pauses).isEmpty();
        assertThat(conditions.searchLag()).isZero();
    }

    @Test
    void inProfileSeedEveryOperationTakesItsTime() throws InterruptedException {
        conditions.become(Profile.SEED);
        var millis = new EnumMap<Operation, Long>(Operation.class);
        for (var operation : Operation.values()) {
            perform(turn(operation));
            millis.put(operation, pauses.stream().mapToLong(Duration::toMillis).sum());
            pauses.clear();
        }

        assertThat(millis).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                Map.entry(Operation.STRIPE_CREATE, 0L),
                Map.entry(Operation.STRIPE_CONFIRM, 3000L),
                Map.entry(Operation.STRIPE_CAPTURE, 300L),
                Map.entry(Operation.STRIPE_CANCEL, 0L),
                Map.entry(Operation.STRIPE_RETRIEVE, 0L),
                Map.entry(Operation.STRIPE_SEARCH, 0L),
                Map.entry(Operation.STRIPE_REFUND, 0L),
                Map.entry(Operation.FRAUD_SCORE, 1200L),
                Map.entry(Operation.SENDGRID_SEND, 100L),
                Map.entry(Operation.SLACK_POST_MESSAGE, 100L),
                Map.entry(Operation.SLACK_AUTH_TEST, 0L)));
        assertThat(conditions.searchLag()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anInjectedDelayComesOnTopOnceForEachRequest() throws InterruptedException {
        conditions.become(Profile.SEED);
        delay(Operation.FRAUD_SCORE, Duration.ofMillis(50), 1);
        var struck = turn(Operation.FRAUD_SCORE);

        perform(struck);
        struck.beforeAnswer();
        perform(turn(Operation.FRAUD_SCORE));

        assertThat(pauses).containsExactly(Duration.ofMillis(1250), Duration.ofMillis(1200));
    }

    @Test
    void whatHasNoEffectIsHeldUpByTheInjectedDelayOnly() throws InterruptedException {
        conditions.become(Profile.SEED);
        delay(Operation.STRIPE_CONFIRM, Duration.ofMillis(50), 1);

        turn(Operation.STRIPE_CONFIRM).beforeAnswer();

        assertThat(pauses).containsExactly(Duration.ofMillis(50));
    }

    @Test
    void ofSeveralFaultsTheOldestThatIsDueStrikes() {
        var first = delay(Operation.FRAUD_SCORE, Duration.ofMillis(1), 1);
        var second = delay(Operation.FRAUD_SCORE, Duration.ofMillis(2), 5);

        assertThat(turn(Operation.FRAUD_SCORE).fault()).isSameAs(first);
        assertThat(turn(Operation.FRAUD_SCORE).fault()).isSameAs(second);
        assertThat(turn(Operation.SENDGRID_SEND).fault()).isSameAs(ActiveFault.NONE);
    }

    private ActiveFault delay(Operation operation, Duration delay, int count) {
        return faults
                .inject(new Fault(Map.of(), Set.of(operation), new Mischief.Late(), delay, new Firing.First(count)));
    }

    private Turn turn(Operation operation) {
        return conditions.turn(new SilentFake(), operation);
    }

    private static void perform(Turn turn) throws InterruptedException {
        assertThat(turn.take(() -> Answer.empty(202)).status()).isEqualTo(202);
    }

    private static final class SilentFake implements Fake {
        @Override
        public Provider provider() {
            return Provider.FRAUD;
        }

        @Override
        public Visit receive(Call call) {
            return new Visit.Unknown(error(404));
        }

        @Override
        public Answer error(int status) {
            return Answer.empty(status);
        }
    }
}
