package io.waybill.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pipelines that the suite lets a fleet change between, and what their orders must have met. */
@SuppressWarnings("ImmutableEnumChecker") // lists that can't be changed
enum PipelineVersion {

    /** What the suite's fleet was started with. */
    USUAL("pipeline.yaml", List.of("inventory_agent", "fraud_agent"), List.of("inventory_rollback",
            "payment_rollback"), "validator", "payment_authorize", "payment_capture", "tracking_agent", "notifier"),
    /** Other agents: one takes the money that two took, and nothing undoes it. */
    SEED("seed.yaml", List.of("inventory_agent"), List
            .of("inventory_rollback"), "validator", "fraud_agent", "payment_agent", "tracking_agent", "notifier"),
    /** The usual agents, but each waits for another. */
    ONE_BY_ONE("one-by-one.yaml", List.of(), List.of("inventory_rollback",
            "payment_rollback"), "validator", "inventory_agent", "fraud_agent", "payment_authorize", "payment_capture", "tracking_agent", "notifier");

    private final String file;
    private final List<String> beside;
    private final List<String> undos;
    private final List<String> inTurn;

    PipelineVersion(String file, List<String> beside, List<String> undos, String... inTurn) {
        this.file = file;
        this.beside = beside;
        this.undos = undos;
        this.inTurn = List.of(inTurn);
    }

    /** Where it is in this folder, in which the usual one lies; written there if need be. */
    Path in(Path folder) throws IOException {
        Path path = folder.resolve(file);
        if (Files.notExists(path)) {
            try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream("/pipelines/" + file))) {
                Files.copy(text, path);
            }
        }
        return path;
    }

    /**
     * Whether an order that began with this one may have met these agents, in this sequence.
     *
     * @param lives those of each life, since one that is started over meets them again
     * @param completed whether it met all there are; else it has met some, and those that undo
     */
    boolean allows(List<List<String>> lives, boolean completed) {
        Set<String> met = lives.stream().flatMap(List::stream).collect(Collectors.toSet());
        Set<String> steps = Stream.concat(inTurn.stream(), beside.stream()).collect(Collectors.toSet());
        return lives.stream().allMatch(this::areInTurn) && (completed ? met.equals(steps) : isUndone(met, steps));
    }

    private boolean areInTurn(List<String> agents) {
        return agents.stream().filter(inTurn::contains).toList()
                .equals(inTurn.stream().filter(agents::contains).toList());
    }

    private boolean isUndone(Set<String> met, Set<String> steps) {
        return met.containsAll(undos) && Stream.concat(steps.stream(), undos.stream()).toList().containsAll(met);
    }
}
