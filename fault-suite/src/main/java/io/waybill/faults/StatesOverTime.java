package io.waybill.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** A table of how orders and one agent are, a line every ten seconds. */
final class StatesOverTime {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final String agent;
    private final String operation;
    private Thread lines = Thread.currentThread();

    /** @param operation the provider's, whose requests are counted */
    StatesOverTime(String agent, String operation) {
        this.agent = agent;
        this.operation = operation;
    }

    void begin(Scene scene) {
        scene.note("   time  accepted  completed  waiting at %-11s  breaker    requests".formatted(agent));
        lines = Thread.ofVirtual().name("states").start(() -> run(scene));
    }

    /** With a last line. */
    void end(Scene scene) throws InterruptedException {
        lines.interrupt();
        lines.join();
        line(scene);
    }

    private void run(Scene scene) {
        try {
            for (Instant due = Instant.now();; due = due.plus(EVERY)) {
                Duration until = Duration.between(Instant.now(), due);
                Thread.sleep(until.isNegative() ? Duration.ZERO : until);
                line(scene);
            }
        } catch (InterruptedException ended) {
            // no more lines
        }
    }

    private void line(Scene scene) throws InterruptedException {
        long second = Duration.between(scene.hurt(), Instant.now()).toSeconds();
        try {
            AgentState state = AgentState.of(agent, scene.site().clients());
            scene.note("%5d s  %8d  %9d  %22d  %-9s  %8d".formatted(second, scene.log().where(Call::isAccepted).size(),
                    scene.site().books().completedSince(scene.begun()), state.waiting(), state.breaker(),
                    scene.site().providers().requests(operation)));
        } catch (IOException | SQLException e) {
            scene.note("%5d s  %s".formatted(second, e.getMessage()));
        }
    }
}
