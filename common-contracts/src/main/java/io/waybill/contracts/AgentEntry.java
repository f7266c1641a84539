package io.waybill.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One agent as its entry in pipeline.yaml says it, before it's checked against the others. */
final class AgentEntry {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    final YamlFields fields;
    final String name;
    private final Duration timeout;
    private final int retry;
    private final int concurrency;
    private final AgentDefinition.CircuitBreaker circuitBreaker;
    private final @Nullable String compensation;
    private final List<String> after;

    AgentEntry(YamlFields fields) {
        this.fields = fields;
        this.name = name(fields);
        this.after = fields.texts("after", List.of());
        this.timeout = fields.duration("timeout", AgentDefaults.TIMEOUT);
        this.retry = fields.integer("retry", 0, AgentDefaults.RETRY);
        this.concurrency = fields.integer("concurrency", 1, 0);
        this.circuitBreaker = circuitBreaker(fields.mapping("circuit_breaker"));
        this.compensation = fields.text("compensation");
        fields.flag("pivot", false);
        fields.flag("trailing", false);
        fields.nothingElse();
    }

    private static String name(YamlFields fields) {
        String name = fields.text("name");
        if (name == null) {
            fields.refuse("name", "is missing");
        } else if (!NAME.matcher(name).matches()) {
            fields.refuse("name", "must be lower-case letters, digits and underscores, not '" + name + "'");
        }
        return name == null ? "" : name;
    }

    private static AgentDefinition.CircuitBreaker circuitBreaker(YamlFields fields) {
        var defaults = AgentDefinition.CircuitBreaker.DEFAULT;
        var breaker = new AgentDefinition.CircuitBreaker(fields.integer("threshold", 1, defaults.threshold()),
                fields.duration("recovery_time", defaults.recoveryTime()));
        fields.nothingElse();
        return breaker;
    }

    boolean says(String key) {
        return fields.has(key);
    }

    List<String> after(Set<String> present) {
        return says("after") ? after : AgentDefaults.after(name, present);
    }

    AgentDefinition definition(Set<String> present, int pipelineConcurrency, @Nullable String pipelineCompensation,
            boolean pivotIsSaid) {
        String undo = compensation != null
                ? compensation
                : name.equals("inventory_agent") && pipelineCompensation != null
                        ? pipelineCompensation
                        : AgentDefaults.compensation(name);
        boolean pivot = fields.flag("pivot", !pivotIsSaid && AgentDefaults.pivot(name, present));
        return new AgentDefinition(name, after(present), timeout, retry,
                concurrency == 0 ? pipelineConcurrency : concurrency, circuitBreaker, undo, pivot,
                fields.flag("trailing", AgentDefaults.trailing(name)));
    }
}
