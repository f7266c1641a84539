package io.waybill.simulators;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** All faults in force, oldest first. At most one strikes a request: the first that matches and is due. */
@Component
final class Faults {

    private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();

    ActiveFault inject(Fault fault) {
        var added = new ActiveFault("fault-" + lastId.incrementAndGet(), fault);
        active.add(added);
        return added;
    }

    ActiveFault next(Operation operation) {
        for (var fault : active) {
            if (fault.strikes(operation)) {
                return fault;
            }
        }
        return ActiveFault.NONE;
    }

    List<ActiveFault> list() {
        return List.copyOf(active);
    }

    Optional<ActiveFault> remove(String id) {
        var found = active.stream().filter(fault -> fault.id().equals(id)).findFirst();
        found.ifPresent(this::remove);
        return found;
    }

    /** Also at the end of the process, or connections that hang would hold up a graceful stop. */
    @EventListener(ContextClosedEvent.class)
    void removeAll() {
        list().forEach(this::remove);
    }

    private void remove(ActiveFault fault) {
        active.remove(fault);
        fault.remove();
    }
}
