package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Service;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What arrives is the trouble: all want the same, or what they want has to be undone at the worst moment. */
final class OrderFaults {

    private OrderFaults() {}

    /** 17. */
    static final class OneSku implements Fault {

        private static final int ORDERS = 500;
        private static final int STOCK = 100;
        private static final Duration SLOWEST = Duration.ofSeconds(2);
        private final ClientLog rush = new ClientLog();

        @Override
        public void strike(Scene scene) throws Exception {
            String sku = "RUSH-" + scene.label();
            scene.site().stock(sku, STOCK);
            var number = new AtomicInteger();
            Supplier<Wish> wishes = () -> Wish.of(Kind.GOOD, scene.label() + "-rush-" + number.incrementAndGet(), sku);
            Load.begin(scene.site().clients(), rush, wishes, 50, ORDERS).await();
            scene.fired(rush.where(Call::isAccepted).size());
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            Map<String, String> ends = scene.site().books().endsSince(scene.begun());
            List<String> rushed = rush.calls().stream().flatMap(call -> call.orderId().stream()).toList();
            long completed = rushed.stream().map(ends::get).filter("completed"::equals).count();
            Duration p99 = scene.site().books().p99ToEnd(scene.hurt(), scene.healed());
            long rejected = rushed.stream().map(ends::get).filter("rejected"::equals).count();
            return Seen.of(completed == STOCK && rejected == ORDERS - STOCK,
                    "%d of %d accepted completed, %d rejected".formatted(completed, rushed.size(), rejected))
                    .and(Seen.atMost(SLOWEST, p99, "p99"));
        }
    }

    /** 25. Nobody undoes anything for a while, and what was to be undone is forgotten. */
    static final class UndoInterrupted implements Fault {

        private static final Duration LATER = Duration.ofSeconds(4);
        private static final int KILLS = 2;
        private long fewestForgotten = Long.MAX_VALUE;

        @Override
        public Supplier<Wish> wishes(Scene scene) {
            Supplier<Wish> mix = scene.mix();
            var number = new AtomicInteger();
            return () -> number.incrementAndGet() % 2 == 0 ? mix.get() : declined(scene, number.get());
        }

        private static Wish declined(Scene scene, int number) {
            return Wish.of(Kind.DECLINED, "%s-declined-%d".formatted(scene.label(), number), OrderMix.SKUS.getFirst());
        }

        @Override
        public void strike(Scene scene) throws InterruptedException, SQLException {
            List<Instance> undoers = scene.site().instances(Service.ROLLBACK);
            for (int kill = 0; kill < KILLS; kill++) {
                for (Instance undoer : undoers) {
                    undoer.kill();
                    scene.fired();
                }
                Scene.hold(LATER);
                fewestForgotten = Math.min(fewestForgotten, scene.site().books().toBeUndone());
                scene.site().streams().commands().flushall();
                undoers.forEach(Instance::start);
                scene.site().awaitReady();
                Scene.hold(LATER);
            }
        }

        @Override
        public Seen seen(Scene scene) throws Exception {
            return Seen.of(fewestForgotten > 0, "%d undos open or more at each flush, settled after %s"
                    .formatted(fewestForgotten, Seen.seconds(scene.recovered())));
        }
    }
}
