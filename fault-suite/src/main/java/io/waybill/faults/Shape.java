package io.waybill.faults;

import io.waybill.fleet.Service;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the fleet is that is hurt, and in what its pipeline differs from the usual one. */
enum Shape {
    /** Two of each service, so that somebody can take over, and so short a deadline that a clock off by more would be seen. */
    USUAL(2, false, "deadline: 1h", "deadline: 4m"),
    /** One of each: the same machine manages more orders when it runs fewer processes. */
    LEAN(1, false, "deadline: 1h", "deadline: 1h"),
    /** One of each, and a breaker at the capture that doesn't open after five failures in a row. */
    PATIENT(1, false, "pivot: true", "pivot: true, circuit_breaker: { threshold: 1000, recovery_time: 30s }"),
    /** Two of each, and orders that have a minute to be paid. */
    HURRIED(2, false, "deadline: 1h", "deadline: 1m"),
    /** Two of each, with four partitions on a Redis cluster. */
    CLUSTER(2, true, "deadline: 1h", "deadline: 4m");

    private final int ofEach;
    private final boolean cluster;
    private final String usual;
    private final String here;

    Shape(int ofEach, boolean cluster, String usual, String here) {
        this.ofEach = ofEach;
        this.cluster = cluster;
        this.usual = usual;
        this.here = here;
    }

    Map<Service, Integer> counts() {
        return Stream.of(Service.values()).collect(Collectors.toMap(service -> service, _ -> ofEach));
    }

    boolean isCluster() {
        return cluster;
    }

    /** @param standard the usual pipeline's file */
    String pipeline(String standard) {
        if (!standard.contains(usual)) {
            throw new IllegalStateException("the usual pipeline doesn't say " + usual);
        }
        return standard.replace(usual, here);
    }
}
