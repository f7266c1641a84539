package io.waybill.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the gauges up to date that tell of the whole fleet, each source's on a thread of its own: one that hangs makes nobody
 * else blind. Whoever asks for metrics asks neither PostgreSQL nor Redis.
 */
@Component
class ReadingsLoop implements SmartLifecycle {

    private static final Rest REST = new Rest(Duration.ofSeconds(5), Duration.ofMinutes(1));
    private static final Logger LOG = LoggerFactory.getLogger(ReadingsLoop.class);

    private final List<Readings> sources;
    private final MeterRegistry meters;
    private final CountDownLatch stop = new CountDownLatch(1);
    private List<Thread> threads = List.of();

    ReadingsLoop(List<Readings> sources, MeterRegistry meters) {
        this.sources = sources;
        this.meters = meters;
    }

    @Override
    public void start() {
        threads = sources.stream()
                .map(source -> Thread.ofVirtual().name("readings").start(() -> run(source))).toList();
    }

    private void run(Readings source) {
        var gauges = new FleetGauges(meters);
        try {
            Duration rest = Duration.ZERO;
            while (!stop.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                long began = System.nanoTime();
                turn(source, gauges);
                rest = REST.after(Duration.ofNanos(System.nanoTime() - began));
            }
        } catch (InterruptedException _) {
            LOG.debug("nothing is read any more");
        }
    }

    /** When there's trouble nothing is shown: others log an outage, the gauges show it. */
    static void turn(Readings source, FleetGauges gauges) {
        try {
            gauges.show(source.look());
        } catch (RuntimeException e) {
            LOG.debug("nothing is known: {}", e.toString());
            gauges.show(List.of());
        } catch (Error e) { // a loop that ends shows what it saw last for ever, as if all were well
            LOG.error("what is to be shown of the fleet can't be read", e);
            gauges.show(List.of());
        }
    }

    /** A look under way changes nothing, so nobody waits for it. */
    @Override
    public void stop() {
        stop.countDown();
        threads.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return threads.stream().anyMatch(Thread::isAlive);
    }
}
