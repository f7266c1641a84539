package io.waybill.runtime;

import io.waybill.runtime.Corridor.Pending;
import io.waybill.runtime.Effects.Action;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A delivery that somebody has in hand, and how far it has come. */
final class InHand {

    final Pending waiting;
    final boolean isAsleep;
    private final Iterator<Action> actions;
    private @Nullable Outcome said;

    /** @param isAsleep whether it stands still until all the others are through */
    InHand(Pending waiting, Effects effects, boolean isAsleep) {
        this.waiting = waiting;
        this.isAsleep = isAsleep;
        this.actions = effects.of(waiting.agent(), waiting.entry().why()).iterator();
    }

    /** What the agent says; empty as long as it has something to do. */
    Optional<Outcome> said() {
        return Optional.ofNullable(said);
    }

    /** Does one durable thing. */
    void act() {
        said = actions.next().act();
    }
}
