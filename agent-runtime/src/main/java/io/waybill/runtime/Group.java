package io.waybill.runtime;

/** One stream's readers, who share its entries. */
record Group(Keys keys, String stream, String name) {

    static Group ofAgent(Keys keys, String agent) {
        return new Group(keys, keys.stream(agent), agent);
    }

    static Group ofEvents(Keys keys) {
        return new Group(keys, keys.events(), "ledger");
    }
}
