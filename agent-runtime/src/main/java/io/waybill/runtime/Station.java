package io.waybill.runtime;

/**
 * Where one agent of this instance works: its group on one partition, how its deliveries run, the room they have, and whether
 * they may begin. Room and gate are the same for all partitions.
 */
record Station(Agent agent, Group group, Versions versions, Slots slots, Gate gate) {

    /** By the version that this instance was started with. */
    AgentSettings settings() {
        return versions.own();
    }
}
