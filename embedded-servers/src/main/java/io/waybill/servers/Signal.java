package io.waybill.servers;

import java.util.List;

/** What Java can't say to a process: to stand still, and to go on as if nothing had been. */
public enum Signal {

    STOP, CONT;

    /** Sends it to each; a process that is gone by now is left out. */
    public void send(List<Long> pids) {
        for (long pid : pids) {
            Command.run(List.of("sh", "-c"), List.of("kill -s %s %d".formatted(name(), pid)));
        }
    }
}
