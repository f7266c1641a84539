package io.waybill.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** 27. Whoever wants to know of the stock waits for seconds, since somebody holds it again and again; nobody else does. */
final class SlowTables implements Fault {

    private static final int TIMES = 12;
    private static final Duration HELD = Duration.ofSeconds(2);
    private static final Duration FREE = Duration.ofMillis(500);

    @Override
    public void strike(Scene scene) throws SQLException, InterruptedException {
        try (var connection = scene.site().postgres().superuser().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int time = 0; time < TIMES; time++) {
                statement.execute("lock table inventory.stock in access exclusive mode");
                scene.fired();
                Scene.hold(HELD);
                connection.rollback();
                Scene.hold(FREE);
            }
        }
    }

    @Override
    public Seen seen(Scene scene) throws Exception {
        Duration stock = scene.site().books().p99ToStep("inventory_agent", scene.hurt(), scene.healed());
        return ProviderFaults.unaffected(scene, scene.hurt(), scene.healed(),
                List.of("validator", "fraud_agent", "payment_authorize"))
                .and(Seen.of(true, "of inventory_agent %s".formatted(Seen.seconds(stock))))
                .and(ProviderFaults.drained(scene));
    }
}
