package io.waybill.faults;

import io.waybill.fleet.Instance;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Knows which instances say that they are ready, as a load balancer does. */
final class HealthChecks implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final List<Instance> instances;
    private final Thread checks = Thread.ofVirtual().name("health checks").unstarted(this::check);
    private volatile List<URI> healthy;

    private HealthChecks(List<Instance> instances) {
        this.instances = List.copyOf(instances);
        this.healthy = uris(instances);
    }

    static HealthChecks of(List<Instance> instances) {
        var health = new HealthChecks(instances);
        health.checks.start();
        return health;
    }

    private void check() {
        try {
            while (true) {
                var ready = new ArrayList<Instance>();
                for (Instance instance : instances) {
                    if (instance.isReady()) {
                        ready.add(instance);
                    }
                }
                healthy = uris(ready.isEmpty() ? instances : ready);
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private static List<URI> uris(List<Instance> instances) {
        return instances.stream().map(Instance::uri).toList();
    }

    /** Where to send requests: all of them when none is ready. */
    List<URI> healthy() {
        return healthy;
    }

    @Override
    public void close() {
        checks.interrupt();
    }
}
