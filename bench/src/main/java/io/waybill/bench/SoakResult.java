package io.waybill.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a soak has shown; the report is made of it.
 *
 * @param minutes a run for each
 * @param before what there was in the fleet when it was warm, and {@code after} when all orders were settled
 */
record SoakResult(List<RunResult> minutes, Census before, Census after) {

    SoakResult {
        minutes = List.copyOf(minutes);
    }

    /** What is wrong, in words; nothing when nothing has grown and every order has completed. */
    List<String> complaints() {
        Stream<String> runs = minutes.stream().filter(minute -> !minute.isGood())
                .map(minute -> minute.title() + ": not every order completed, or the generator was late");
        return Stream.concat(after.grownSince(before).stream(), runs).toList();
    }
}
