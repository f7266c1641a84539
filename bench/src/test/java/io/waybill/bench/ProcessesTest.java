package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProcessesTest {

    private static final Duration SOME = Duration.ofMillis(200);

    @Test
    void whatADescendantDoesCountsAlsoWhenItHasEnded() throws IOException {
        // the child of a child burns; then it has ended, and its parent waits for the next line of its input
        Process parent = new ProcessBuilder("sh", "-c",
                "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; read x; exit").start();
        try {
            var processes = new Processes(new TreeMap<>(Map.of("burner", List.of(parent.pid()))), Set.of());

            await().until(() -> parent.descendants().findAny().isPresent());
            await().until(() -> parent.descendants().findAny().isEmpty());

            assertThat(processes.get().cpu().get("burner")).isGreaterThan(SOME);
            assertThat(processes.get().memory().get("burner")).isBetween(50_000L, 50_000_000L);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void whoWorksForTheGeneratorIsLeftOutAndWhoWasStartedByItCountsApart() throws IOException {
        Process parent = new ProcessBuilder("sh", "-c",
                "sh -c 'while :; do :; done'; read x; exit").start();
        try {
            await().until(() -> parent.descendants().findAny().isPresent());
            ProcessHandle child = parent.descendants().findAny().orElseThrow();
            var all = new Processes(new TreeMap<>(Map.of("burner", List.of(parent.pid()))), Set.of());
            var others = new Processes(all.roots(), Set.of(child.pid()));

            await().untilAsserted(() -> assertThat(all.get().cpu().get("burner")).isGreaterThan(SOME));

            assertThat(others.get().cpu().get("burner")).isLessThan(SOME);
            var apart = new Processes(new TreeMap<>(Map.of("starter", List.of(parent.pid()), "burner",
                    List.of(child.pid()))), Set.of());
            assertThat(apart.get().cpu().get("starter")).isLessThan(SOME);
            assertThat(apart.get().cpu().get("burner")).isGreaterThan(SOME);
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }
}
