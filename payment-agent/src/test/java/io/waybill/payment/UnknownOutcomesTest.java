package io.waybill.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Reason;
import io.waybill.runtime.Agent;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.PermanentFailureException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever becomes of a call to Stripe, and although every further try is made by an instance that knows nothing of the ones
 * before: in the end Stripe's own ledger shows one charge, or none and nothing held.
 */
class UnknownOutcomesTest extends OnStripe {

    private static final Duration TRY = Duration.ofMillis(800);
    private static final int MOST_TRIES = 30;

    /** What can become of a call whose outcome nobody knows. */
    private static final List<Misfortune> MISFORTUNES = List.of(
            new Misfortune("the effect comes after the try is over", "'kind': 'delay', 'delayMs': 1200"),
            new Misfortune("the answer is dropped", "'kind': 'drop_answer'"),
            new Misfortune("500 after the effect, replayed for the key",
                    "'kind': 'status_after_effect', 'status': 500"),
            new Misfortune("500 without effect, replayed for the key", "'kind': 'status_saved', 'status': 500"),
            new Misfortune("503 once", "'kind': 'status', 'status': 503"),
            new Misfortune("409, the key is in use", "'kind': 'key_in_use', 'delayMs': 300"),
            new Misfortune("429", "'kind': 'status', 'status': 429"),
            new Misfortune("429, come back in a second", "'kind': 'status', 'status': 429, 'retryAfter': 1"),
            new Misfortune("JSON that breaks off", "'kind': 'malformed'"),
            new Misfortune("an answer of 50 MiB", "'kind': 'oversized'"),
            new Misfortune("no answer at all", "'kind': 'hang'"));

    record Misfortune(String name, String fault) {

        /** Looking up takes no key, so none can be in use. */
        private boolean canBefall(String operation) {
            return !operation.equals("retrieve") || !fault.contains("key_in_use");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> callsOf(String... operations) {
        return Stream.of(operations)
                .flatMap(operation -> MISFORTUNES.stream().filter(misfortune -> misfortune.canBefall(operation))
                        .map(misfortune -> Arguments.of(operation, misfortune)));
    }

    static Stream<Arguments> callsThatHoldAndTake() {
        return callsOf("create", "confirm", "retrieve", "capture");
    }

    static Stream<Arguments> callsThatCharge() {
        return callsOf("create", "confirm", "retrieve");
    }

    static Stream<Arguments> callsThatGiveUp() {
        return callsOf("create", "confirm", "cancel", "retrieve");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("callsThatHoldAndTake")
    void moneyIsHeldAndTakenOnce(String operation, Misfortune misfortune) throws Exception {
        befall(operation, misfortune);

        assertThat(untilSaid(instance -> instance.authorize)).isEqualTo(Outcome.done());
        assertThat(untilSaid(instance -> instance.capture)).isEqualTo(Outcome.done());

        atRest();
        assertThat(charges()).containsExactly("succeeded");
        assertThat(holds()).containsExactly("captured");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("callsThatCharge")
    void moneyIsChargedOnce(String operation, Misfortune misfortune) throws Exception {
        befall(operation, misfortune);

        assertThat(untilSaid(instance -> instance.charge)).isEqualTo(Outcome.done());

        atRest();
        assertThat(charges()).containsExactly("succeeded");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("callsThatGiveUp")
    void nothingIsHeldForAnOrderThatIsUndoneAtAnyMoment(String operation, Misfortune misfortune) throws Exception {
        befall(operation, misfortune);
        once(instance -> instance.authorize);
        abort(Reason.OUT_OF_STOCK);

        assertThat(untilSaid(instance -> instance.undo)).isEqualTo(Outcome.done());
        assertThat(untilSaid(instance -> instance.authorize)).isInstanceOf(Outcome.Refused.class);

        atRest();
        assertThat(charges()).isEmpty();
        assertThat(holds()).doesNotContain("requires_capture");
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("MISFORTUNES")
    void whatWasTakenAlthoughAbortStandsIsRefundedOnce(Misfortune misfortune) throws Exception {
        untilSaid(instance -> instance.authorize);
        abort(Reason.OUT_OF_STOCK);
        captureBehindTheBack();
        befall("refund", misfortune);

        assertThat(untilSaid(instance -> instance.undo)).isEqualTo(Outcome.done());

        atRest();
        assertThat(charges()).containsExactly("refunded");
        assertThat(refunds()).containsExactly("succeeded");
    }

    private static void befall(String operation, Misfortune misfortune) {
        provider.inject(operation, misfortune.fault());
    }

    /** Tries it on one new instance after the other. */
    private Outcome untilSaid(Function<Restarted, Agent> agent) throws Exception {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var said = once(agent);
            if (said != null) {
                return said;
            }
        }
        throw new AssertionError("not through after " + MOST_TRIES + " tries");
    }

    /** @return null when nobody knows what came of it */
    private @Nullable Outcome once(Function<Restarted, Agent> agent) throws Exception {
        try (var instance = new Restarted(provider.settings(), books.database)) {
            return Restarted.tryOnce(agent.apply(instance), order, TRY);
        } catch (PermanentFailureException e) {
            throw e;
        } catch (Exception _) {
            return null;
        }
    }

    private void captureBehindTheBack() throws Exception {
        try (var instance = new Restarted(provider.settings(), books.database)) {
            instance.captureBehindTheBack(stored());
        }
    }

    /** Also what the provider does although nobody waits for it any more is done. */
    private static void atRest() {
        provider.noFaults();
        provider.awaitRest();
    }
}
