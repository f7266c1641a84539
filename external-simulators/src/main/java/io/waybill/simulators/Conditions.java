package io.waybill.simulators;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** What the weather is like outside: the profile in force and the faults that have been injected. */
@Component
final class Conditions {

    private final Faults faults;
    private final Waiter waiter;
    private final SimulatorSettings settings;
    private volatile Profile profile = Profile.ZERO;

    Conditions(Faults faults, Waiter waiter, SimulatorSettings settings) {
        this.faults = faults;
        this.waiter = waiter;
        this.settings = settings;
    }

    Profile profile() {
        return profile;
    }

    void become(Profile next) {
        profile = next;
    }

    Duration searchLag() {
        return profile.searchLag(settings);
    }

    /** Decides once what will befall a request; a fault that fires is counted here. */
    Turn turn(Fake fake, Operation operation) {
        return new Turn(waiter, profile.delay(operation), faults.next(operation), fake);
    }
}
