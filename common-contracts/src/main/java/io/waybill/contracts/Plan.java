package io.waybill.contracts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A pipeline compiled to what the scripts and the agents need to see an order through, as the fields of one hash. Most are
 * lists of agents parted by commas:
 *
 * <pre>
 * first           agents that begin
 * after:AGENT     what must be done before it (present for every agent of the pipeline)
 * next:AGENT      who is to be looked at when it's done
 * main, trailing  who holds the end back, who doesn't
 * before, pivot   the agents before the point of no return, and the one that is it
 * undos           who undoes
 * run:AGENT       how it's tried: the timeout of one try in milliseconds, and the quick tries after the first, as 5000,2
 * </pre>
 *
 * A plan never changes, and neither does what an order is seen through by. One that was compiled before a field was thought
 * of lacks it.
 */
public record Plan(String hash, Map<String, String> fields) {

    public Plan {
        fields = Map.copyOf(fields);
    }

    public static Plan of(Pipeline pipeline) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("first", names(pipeline, agent -> agent.after().isEmpty()));
        fields.put("main", names(pipeline, agent -> !agent.trailing()));
        fields.put("trailing", names(pipeline, AgentDefinition::trailing));
        fields.put("before", names(pipeline, agent -> pipeline.isBeforePivot(agent.name())));
        fields.put("pivot", pipeline.pivot().name());
        fields.put("undos", String.join(",", pipeline.undos()));
        for (AgentDefinition agent : pipeline.agents()) {
            fields.put("after:" + agent.name(), String.join(",", agent.after()));
            fields.put("next:" + agent.name(), names(pipeline, each -> each.after().contains(agent.name())));
            fields.put("run:" + agent.name(), agent.timeout().toMillis() + "," + agent.retry());
        }
        return new Plan(pipeline.hash(), fields);
    }

    private static String names(Pipeline pipeline, Predicate<AgentDefinition> which) {
        List<String> names = pipeline.agents().stream().filter(which).map(AgentDefinition::name).toList();
        return String.join(",", names);
    }
}
