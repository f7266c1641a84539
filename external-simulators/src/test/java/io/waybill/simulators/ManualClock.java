package io.waybill.simulators;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is moved. */
final class ManualClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-23T10:00:00.123Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }
}
