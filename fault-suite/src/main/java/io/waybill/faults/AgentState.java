package io.waybill.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an agent is, as {@code /ops/agents} says.
 *
 * @param waiting entries before it, read or not
 * @param breaker closed, open or half_open
 */
record AgentState(long waiting, String breaker) {

    boolean isHeldBack() {
        return !breaker.equals("closed");
    }

    static AgentState of(String agent, Clients clients) throws IOException, InterruptedException {
        HttpResponse<String> answer = clients.get("/ops/agents");
        JsonNode agents = JsonMapper.shared().readTree(answer.body()).path("agents");
        return StreamSupport.stream(agents.spliterator(), false)
                .filter(each -> each.path("name").asString().equals(agent)).findFirst()
                .map(each -> new AgentState(each.path("lag").asLong(0) + each.path("pending").asLong(0),
                        each.path("breaker").asString()))
                .orElseThrow(() -> new IOException("/ops/agents says nothing of %s: %d %s".formatted(agent,
                        answer.statusCode(), answer.body())));
    }
}
