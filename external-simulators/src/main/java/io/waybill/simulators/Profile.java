package io.waybill.simulators;

import java.time.Duration;
import java.util.Locale;

/** How slow the outside world is when nothing is wrong with it. */
enum Profile {
    /** Every answer at once. */
    ZERO {
        @Override
        Duration delay(Operation operation) {
            return Duration.ZERO;
        }

        @Override
        Duration searchLag(SimulatorSettings settings) {
            return Duration.ZERO;
        }
    },
    /** The latencies the original agents had. */
    SEED {
        @Override
        Duration delay(Operation operation) {
            return operation.seedDelay();
        }

        @Override
        Duration searchLag(SimulatorSettings settings) {
            return settings.searchLag();
        }
    };

    abstract Duration delay(Operation operation);

    abstract Duration searchLag(SimulatorSettings settings);

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
