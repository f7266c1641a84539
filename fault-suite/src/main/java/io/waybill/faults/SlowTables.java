package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Overrides;
import io.waybill.fleet.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** 27. PostgreSQL takes its time for every answer to those who keep the stock, and to nobody else. */
final class SlowTables implements Fault {

    private static final Duration ANSWER = Duration.ofMillis(400);
    private static final Duration TIME = Duration.ofSeconds(30);
    private Instant slow = Instant.MAX;
    private Instant well = Instant.MAX;

    @Override
    public void strike(Scene scene) throws Exception {
        Site site = scene.site();
        try (var network = new TcpProxy(0, site.postgres().port())) {
            restart(site, Overrides.property("spring.datasource.url",
                    "jdbc:postgresql://127.0.0.1:%d/waybill".formatted(network.port())));
            slow = Instant.now();
            network.delayAnswers(ANSWER);
            Scene.hold(TIME);
            network.delayAnswers(Duration.ZERO);
            well = Instant.now();
            scene.fired(network.delayedAnswers());
            restart(site, Overrides.NONE);
        }
    }

    private static void restart(Site site, Overrides overrides) throws InterruptedException {
        for (Instance instance : site.instances(Service.INVENTORY)) {
            instance.terminate();
            instance.start(overrides);
            instance.awaitReady();
        }
    }

    @Override
    public Seen seen(Scene scene) throws Exception {
        Duration stock = scene.site().books().p99ToStep("inventory_agent", slow, well);
        return ProviderFaults.unaffected(scene, slow, well, List.of("validator", "fraud_agent", "payment_authorize"))
                .and(Seen.of(true, "of inventory_agent %s".formatted(Seen.seconds(stock))))
                .and(ProviderFaults.drained(scene));
    }
}
