package io.waybill.servers;

/** A Redis on this machine, for tests that neither stop nor change it. */
public record TestRedis(int port) {

    public String url() {
        return "redis://127.0.0.1:" + port;
    }
}
