package io.waybill.runtime;

/** One stream's readers, who share its entries. */
record Group(Keys keys, String stream, String name) {

    static Group ofAgent(Keys keys, String agent) {
        return new Group(keys, keys.stream(agent), agent);
    }

    static Group ofEvents(Keys keys) {
        return new Group(keys, keys.events(), Backlogs.LEDGER);
    }

    static Group ofParked(Keys keys) {
        return new Group(keys, keys.parked(), Backlogs.LEDGER);
    }

    /** Strikes a consumer off that gives no sign of life, unless something is pending to it. */
    void bury(Redis redis, String consumer) {
        Script.BURY.call(redis, new String[]{stream, keys.alive(consumer)}, name, consumer);
    }
}
