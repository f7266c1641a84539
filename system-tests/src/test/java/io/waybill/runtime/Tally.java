package io.waybill.runtime;

import io.waybill.runtime.Passage.Told;
import io.waybill.runtime.Turns.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many orders went which way. */
final class Tally {

    private static final List<String> SIBLINGS = List.of("inventory_agent", "fraud_agent", "payment_authorize");

    private final Map<String, Integer> ends = new TreeMap<>();
    private final Map<String, Integer> arrivals = new TreeMap<>();
    private final Map<Turn, Integer> turns = new TreeMap<>();
    private final List<Told> broken = new ArrayList<>();
    private int cases;
    private int parkedAndReplayed;
    private int capturesRefused;

    synchronized void count(Told told) {
        cases++;
        if (PassageEnd.broken(told).isPresent()) {
            broken.add(told);
            return;
        }
        var end = PassageEnd.of(told);
        String reason = end.reason() == null ? "" : " " + end.reason().code();
        ends.merge(end.status().code() + reason, 1, Integer::sum);
        arrivals.merge(end.arrivals().stream().filter(SIBLINGS::contains).collect(Collectors.joining(" ")), 1,
                Integer::sum);
        told.turns().forEach(turn -> turns.merge(turn, 1, Integer::sum));
        parkedAndReplayed += told.parked().stream().anyMatch(agent -> !agent.equals("notifier")) ? 1 : 0;
        capturesRefused += told.books().wasFlipped() ? 1 : 0;
    }

    synchronized boolean isBroken() {
        return !broken.isEmpty();
    }

    /** The status and the reason, if there is one, parted by a blank. */
    Map<String, Integer> ends() {
        return ends;
    }

    /** Of the agents that run side by side, as far as their outcomes were recorded, parted by blanks. */
    Map<String, Integer> arrivals() {
        return arrivals;
    }

    Map<Turn, Integer> turns() {
        return turns;
    }

    /** Orders that needed attention, and got it. */
    int parkedAndReplayed() {
        return parkedAndReplayed;
    }

    /** Orders whose pivot has turned commit into abort. */
    int capturesRefused() {
        return capturesRefused;
    }

    Optional<Told> shortestBroken() {
        return broken.stream().min(Comparator.comparingInt(told -> told.log().size()));
    }

    @Override
    public String toString() {
        return """
                %d orders, %d broke a promise
                  ended     %s
                  parked    %d needed attention and were replayed
                  pivot     %d were committed, then refused
                  turns     %s
                  arrivals  %s""".formatted(cases, broken.size(), ends, parkedAndReplayed, capturesRefused, turns,
                arrivals);
    }
}
