package io.waybill.servers;

import java.util.Locale;

/** The machine, in the words that binaries' names are made of: {@code linux|darwin} and {@code amd64|arm64}. */
record Platform(String os, String architecture) {

    static Platform current() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Platform(os.contains("mac") ? "darwin" : "linux",
                architecture.equals("aarch64") || architecture.equals("arm64") ? "arm64" : "amd64");
    }

    @Override
    public String toString() {
        return os + "-" + architecture;
    }
}
