package io.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Reads what processes have used from {@code /proc}, which needs Linux and either the same user or root.
 *
 * @param roots by name: those that count under it, each with all its descendants, as PostgreSQL has one for each connection
 * @param notTheirs descendants that work for the generator, such as the backend of the connection that it reads with
 */
record Processes(SortedMap<String, List<Long>> roots, Set<Long> notTheirs) implements Supplier<Usage> {

    private static final String PSS = "Pss:";

    @Override
    public Usage get() {
        var cpu = new TreeMap<String, Duration>();
        var memory = new TreeMap<String, Long>();
        roots.forEach((name, pids) -> {
            cpu.put(name, family(pids).mapToObj(Processes::time).reduce(Duration.ZERO, Duration::plus));
            memory.put(name, family(pids).map(Processes::memory).sum());
        });
        return new Usage(cpu, memory);
    }

    /** A child that ends meanwhile isn't missed: its time is then its parent's, as that of one of its ended children. */
    private LongStream family(List<Long> pids) {
        return pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).flatMap(this::tree)
                .mapToLong(ProcessHandle::pid).filter(pid -> !notTheirs.contains(pid));
    }

    /** Without those that are roots themselves: the generator has started the whole fleet, which isn't its own. */
    private Stream<ProcessHandle> tree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.children()
                .filter(child -> roots.values().stream().noneMatch(pids -> pids.contains(child.pid())))
                .flatMap(this::tree));
    }

    private static Duration time(long pid) {
        try {
            return ProcStat.of(pid).map(ProcStat::total).orElse(Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long memory(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(PSS)).mapToLong(Processes::bytes).sum();
        } catch (IOException | UncheckedIOException _) {
            return 0; // it has ended
        }
    }

    /** @param line as {@code Pss:   1234 kB} */
    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}
