package io.waybill.runtime;

import java.util.UUID;

/** The names of one partition's keys. All share a hash tag, so a script may touch any of them on Redis Cluster. */
record Keys(int partition) {

    String prefix() {
        return "wb:{" + partition + "}:";
    }

    String stream(String agent) {
        return prefix() + "stream:" + agent;
    }

    String order(UUID id) {
        return prefix() + "order:" + id;
    }

    String events() {
        return prefix() + "events";
    }

    String parked() {
        return prefix() + "parked";
    }

    String plan(String hash) {
        return prefix() + "plan:" + hash;
    }

    String mark() {
        return prefix() + "mark";
    }

    String gate(String agent) {
        return prefix() + "gate:" + agent;
    }

    String alive(String consumer) {
        return prefix() + "alive:" + consumer;
    }
}
