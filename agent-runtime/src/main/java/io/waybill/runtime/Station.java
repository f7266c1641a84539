package io.waybill.runtime;

/** Where one agent of this instance works: its group on one partition, how its deliveries run, and the room they have. */
record Station(Agent agent, Group group, AgentSettings settings, Slots slots) {}
