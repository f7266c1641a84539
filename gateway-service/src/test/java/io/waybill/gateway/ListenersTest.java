package io.waybill.gateway;

import static io.waybill.gateway.Samples.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.gateway.Bulletin.Next;
import io.waybill.gateway.EventQueries.NewStep;
import io.waybill.gateway.EventQueries.Story;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ListenersTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final OrderStanding PROCESSING = new OrderStanding("processing", null, null, null, null);

    private final Listeners listeners = new Listeners();
    private final UUID order = UUID.randomUUID();

    private static NewStep stepNumber(long number) {
        return new NewStep(0, number, new OrderView.Step("validator", "done", 1, null, null, null, null, null));
    }

    private Story story(long last, boolean isOver) {
        return new Story(order, PROCESSING, last, isOver);
    }

    private List<Listener> manyOf(String merchant) {
        return IntStream.range(0, Places.OF_ONE_MERCHANT).mapToObj(_ -> listeners.enter(merchant, order, -1)).toList();
    }

    private void assertRefused(String merchant) {
        assertThatThrownBy(() -> listeners.enter(merchant, order, -1))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.problem()).isEqualTo(Problem.UNAVAILABLE);
                    assertThat(problem.headers().getFirst("Retry-After")).isNotEmpty();
                });
    }

    @Test
    void aMerchantHasSoManyPlacesAndLeavesTheOthersTheirs() {
        List<Listener> all = manyOf("greedy");
        assertRefused("greedy");
        listeners.enter("modest", order, -1).close();

        all.getFirst().close();
        all.getFirst().close();
        listeners.enter("greedy", order, -1);
        assertRefused("greedy");
    }

    @Test
    void thereAreSoManyPlacesForAllAndWhoLeavesMakesRoom() {
        List<Listener> first = manyOf("merchant-0");
        for (int i = 1; i < Places.ALL / Places.OF_ONE_MERCHANT; i++) {
            manyOf("merchant-" + i);
        }
        assertRefused("late");

        first.getFirst().close();
        listeners.enter("late", order, -1);
        assertRefused("late");
    }

    @Test
    void whoeverListensToAnOrderIsTheReasonForALookWhenSomethingHappensToIt() throws Exception {
        listeners.happened(List.of(step(order, 1, 1, "validator", "done")));
        listeners.enter("demo", order, -1);
        listeners.awaitNews(LONG);

        listeners.happened(List.of(step(order, 1, 1, "validator", "done")));
        listeners.awaitNews(LONG);
    }

    @Test
    void nothingIsReadForWhoHasNotTakenWhatWasTold() throws Exception {
        Listener listener = listeners.enter("demo", order, -1);
        assertThat(listeners.attentive()).containsExactly(listener);
        listener.tell(List.of(stepNumber(7)), story(7, false), true);
        listeners.mark(Set.of(order));
        assertThat(listeners.attentive()).isEmpty();

        assertThat(listener.take(LONG).messages()).extracting(Bulletin.Message::event).containsExactly("step",
                "status");
        assertThat(listeners.attentive()).containsExactly(listener);
        assertThat(listener.told()).isEqualTo(7);
    }

    @Test
    void whatDoesNotFitIntoOneBulletinComesWithTheNextAndTheStatusLast() throws Exception {
        Listener listener = listeners.enter("demo", order, -1);
        listener.tell(List.of(stepNumber(7)), story(9, true), false);

        Bulletin first = listener.take(LONG);
        assertThat(first.messages()).extracting(Bulletin.Message::event).containsExactly("step");
        assertThat(first.next()).isEqualTo(Next.MORE);
        assertThat(listener.isAttentive()).isTrue();
        assertThat(listener.told()).isEqualTo(7);

        listener.tell(List.of(stepNumber(8)), story(9, true), true);
        Bulletin last = listener.take(LONG);
        assertThat(last.messages()).extracting(Bulletin.Message::id).containsExactly(8L, 9L);
        assertThat(last.next()).isEqualTo(Next.NOTHING);
    }

    @Test
    void aStatusIsToldAgainOnlyWhenItHasChanged() throws Exception {
        Listener listener = listeners.enter("demo", order, -1);
        listener.tell(List.of(), story(0, false), true);
        assertThat(listener.take(LONG).messages()).hasSize(1);

        listener.mark();
        listener.tell(List.of(), story(0, false), true);
        assertThat(listener.take(Duration.ZERO)).isEqualTo(Bulletin.SILENCE);
    }

    @Test
    void afterASilenceTheOrderIsLookedAtAgain() throws Exception {
        Listener listener = listeners.enter("demo", order, -1);
        listener.tell(List.of(), story(0, false), true);
        listener.take(LONG);
        assertThat(listener.isAttentive()).isFalse();

        listener.take(Duration.ZERO);
        assertThat(listener.isAttentive()).isTrue();
    }

    @Test
    void askingAgainIsInVainOnlyForWhoKnowsTheEnd() throws Exception {
        Listener knowing = listeners.enter("demo", order, 9);
        knowing.tell(List.of(), story(9, true), true);
        assertThat(knowing.take(LONG).isVain()).isTrue();

        Listener ignorant = listeners.enter("demo", order, 8);
        ignorant.tell(List.of(), story(9, true), true);
        assertThat(ignorant.take(LONG).isVain()).isFalse();
    }

    @Test
    void aGatewayThatStopsSendsAllElsewhereAndDoesNotSayThatTheOrderIsOver() throws Exception {
        Listener waiting = listeners.enter("demo", order, -1);
        Listener told = listeners.enter("demo", order, -1);
        told.tell(List.of(stepNumber(7)), story(7, false), true);

        listeners.dismiss();

        assertThat(waiting.take(LONG)).isEqualTo(Bulletin.GO_ELSEWHERE);
        assertThat(told.take(LONG).messages()).hasSize(2);
        assertThat(told.take(LONG)).isEqualTo(Bulletin.GO_ELSEWHERE);
        assertThat(listeners.enter("demo", order, -1).take(LONG)).isEqualTo(Bulletin.GO_ELSEWHERE);
        assertThat(Bulletin.GO_ELSEWHERE.isVain()).isFalse();
    }
}
