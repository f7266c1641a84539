package io.waybill.runtime;

import io.waybill.contracts.OrderStatus;
import io.waybill.contracts.Reason;
import io.waybill.runtime.Corridor.Event;
import io.waybill.runtime.Decisions.Standing;
import io.waybill.runtime.Passage.Told;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How an order's way has ended, and whether rightly.
 *
 * @param reason null when it has completed
 */
record PassageEnd(Told told, OrderStatus status, @Nullable Reason reason) {

    /** @throws IllegalStateException when it hasn't ended, or twice */
    static PassageEnd of(Told told) {
        List<Event> ends = told.left().events().stream().filter(event -> event.kind().equals("ended")).toList();
        if (ends.size() != 1) {
            throw new IllegalStateException("ended " + ends.size() + " times");
        }
        Reason reason = ends.getFirst().reason().isEmpty() ? null : Reason.of(ends.getFirst().reason());
        return new PassageEnd(told, reason == null ? OrderStatus.COMPLETED : reason.end(), reason);
    }

    /** The promise that is broken. */
    static Optional<String> broken(Told told) {
        try {
            return told.broken().or(() -> Optional.ofNullable(of(told).broken()));
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The agents whose outcomes were recorded, in the order of their arrival. */
    List<String> arrivals() {
        return told.left().events().stream().filter(PassageEnd::isOutcome).map(Event::agent).toList();
    }

    private static boolean isOutcome(Event event) {
        return event.kind().equals("step") && !event.status().equals("parked");
    }

    private @Nullable String broken() {
        String left = leftBehind();
        return left != null ? left : reason == null ? brokenWhenCompleted() : brokenWhenUndone(reason);
    }

    private @Nullable String leftBehind() {
        var left = told.left();
        if (left.entries() + left.pending() + left.parked() > 0) {
            return "something is left in the streams";
        }
        if (left.kept() <= 0 || !told.state().containsKey("settled")) {
            return "the order hasn't settled";
        }
        List<Event> events = left.events();
        if (!events.stream().map(Event::number).toList()
                .equals(LongStream.rangeClosed(1, events.size()).boxed().toList())) {
            return "events are missing";
        }
        if (events.stream().filter(event -> event.kind().equals("settled")).count() != 1) {
            return "settled otherwise than once";
        }
        return arrivals().stream().distinct().count() == arrivals().size() ? null : "a step was recorded twice";
    }

    private @Nullable String brokenWhenCompleted() {
        Books books = told.books();
        if (books.aborted() || books.decision() == null) {
            return "completed without being committed";
        }
        if (!books.hasAll() || !(books.hasWritten() || told.turns().contains(Turns.Turn.DISCARD))) {
            return "completed without its effects";
        }
        return books.fate().isGood() ? null : "completed though somebody must have refused";
    }

    private @Nullable String brokenWhenUndone(Reason reason) {
        Standing decision = told.books().decision();
        if (decision == null || !told.books().aborted()) {
            return "undone without being aborted";
        }
        if (!Objects.equals(decision.reason(), reason.code())) {
            return "ended for another reason than decided";
        }
        if (told.promised() != null && told.promised() != reason) {
            return "ended otherwise than promised";
        }
        return told.given().contains(reason) ? null : "ended for a reason that nobody gave";
    }
}
