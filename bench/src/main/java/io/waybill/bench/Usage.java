package io.waybill.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What processes have used. Instances of a service are one, and so are PostgreSQL's processes.
 *
 * @param cpu processor time by process, user's and system's
 * @param memory bytes by process; a page that several share counts for each with its part (PSS)
 */
record Usage(SortedMap<String, Duration> cpu, SortedMap<String, Long> memory) {

    /** The simulators and the generator: what isn't there in real life. */
    private static final Set<String> APART = Set.of(Usage.SIMULATORS, Usage.GENERATOR);

    static final String SIMULATORS = "simulators";
    static final String GENERATOR = "generator";

    static final Usage NOTHING = new Usage(new TreeMap<>(), new TreeMap<>());

    static boolean isApart(String process) {
        return APART.contains(process);
    }

    /** The processor time since then, and the memory of now. */
    Usage since(Usage before) {
        var spent = new TreeMap<String, Duration>();
        cpu.forEach((process, time) -> spent.put(process, time.minus(before.cpu.getOrDefault(process, Duration.ZERO))));
        return new Usage(spent, memory);
    }

    /** Of all but the simulators and the generator. */
    Duration totalCpu() {
        return cpu.entrySet().stream().filter(process -> !isApart(process.getKey()))
                .map(Map.Entry::getValue).reduce(Duration.ZERO, Duration::plus);
    }

    long totalMemory() {
        return memory.entrySet().stream().filter(process -> !isApart(process.getKey()))
                .mapToLong(Map.Entry::getValue).sum();
    }
}
