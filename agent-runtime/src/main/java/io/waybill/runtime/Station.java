package io.waybill.runtime;

/** Where one agent of this instance works: its group on one partition, how its deliveries run, and the room they have. */
record Station(Agent agent, Group group, Versions versions, Slots slots) {

    /** By the version that this instance was started with. */
    AgentSettings settings() {
        return versions.own();
    }
}
