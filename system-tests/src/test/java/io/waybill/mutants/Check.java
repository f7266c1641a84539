package io.waybill.mutants;

import java.util.List;
import java.util.Map;

/** A test in a process of its own, with settings. */
record Check(String test, Map<String, String> settings) {

    /** As many as any mutant needs, with a margin. */
    private static final Map<String, String> HISTORIES = Map.of("histories.runs", "500", "histories.enough", "1");

    /** @param name of a test method as JUnit selects it, or {@code histories-} and the name of a pipeline */
    static Check of(String name) {
        return switch (name) {
            case "histories-standard" -> histories("Standard");
            case "histories-seed" -> histories("Seed");
            default -> new Check(name, Map.of());
        };
    }

    private static Check histories(String pipeline) {
        return new Check("io.waybill.runtime.RandomHistoriesTest#noHistoryOfThe%sPipelineBreaksAPromise"
                .formatted(pipeline), HISTORIES);
    }

    String shortName() {
        return test.substring(test.lastIndexOf('.') + 1).replace('#', '.');
    }

    List<String> settingsAsArguments() {
        return settings.entrySet().stream().map(each -> "-D" + each.getKey() + "=" + each.getValue()).toList();
    }
}
