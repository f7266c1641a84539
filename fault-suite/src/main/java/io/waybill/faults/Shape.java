package io.waybill.faults;

import io.waybill.fleet.Service;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the fleet is that is hurt. */
enum Shape {
    /** Two of each service, so that there is always somebody to take over. */
    USUAL(2, false, "4m"),
    /** One of each, and the usual hour: the same machine manages more orders when it runs fewer processes. */
    LEAN(1, false, "1h"),
    /** Two of each, and orders that have a minute to be paid. */
    HURRIED(2, false, "1m"),
    /** Two of each, with four partitions on a Redis cluster. */
    CLUSTER(2, true, "4m");

    private final int ofEach;
    private final boolean cluster;
    private final String deadline;

    Shape(int ofEach, boolean cluster, String deadline) {
        this.ofEach = ofEach;
        this.cluster = cluster;
        this.deadline = deadline;
    }

    Map<Service, Integer> counts() {
        return Stream.of(Service.values()).collect(Collectors.toMap(service -> service, _ -> ofEach));
    }

    boolean isCluster() {
        return cluster;
    }

    /** As the pipeline's file has it. The usual shape's is so short that a clock which is off by more would be seen. */
    String deadline() {
        return deadline;
    }
}
