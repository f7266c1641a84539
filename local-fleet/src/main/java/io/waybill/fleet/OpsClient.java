package io.waybill.fleet;

import io.waybill.fleet.Http.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The gateway, as operators use it. What it refuses is thrown as a {@link FleetException} with the problem in one line. */
record OpsClient(Http http, URI gateway, String apiKey) {

    static OpsClient of(Settings settings) {
        var home = new Home(settings.home());
        return new OpsClient(new Http(), Addresses.find(home, settings).gateway(),
                Secrets.find(home, settings).apiKey());
    }

    JsonNode agents() {
        return get("/ops/agents");
    }

    /** @param query parameters and what they should be */
    JsonNode parked(Map<String, String> query) {
        return list("/ops/parked", query);
    }

    /** @param query parameters and what they should be */
    JsonNode notes(Map<String, String> query) {
        return list("/ops/notes", query);
    }

    private JsonNode list(String path, Map<String, String> query) {
        return get(path + "?" + query.entrySet().stream().map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&")));
    }

    /** @param verb pause or resume */
    JsonNode steer(String agent, String verb, Map<String, ?> body) {
        return post("/ops/agents/" + encoded(agent) + "/" + verb, body);
    }

    /** @param verb replay or discard */
    JsonNode seeTo(String parked, String verb, Map<String, ?> body) {
        return post("/ops/parked/" + encoded(parked) + "/" + verb, body);
    }

    JsonNode replayAll(Map<String, ?> body) {
        return post("/ops/parked/replay", body);
    }

    private JsonNode get(String path) {
        return answered(() -> http.get(gateway.resolve(path), apiKey));
    }

    private JsonNode post(String path, Map<String, ?> body) {
        return answered(() -> http.post(gateway.resolve(path), apiKey, Map.of(), Http.JSON.writeValueAsString(body)));
    }

    /** A request under way. */
    private interface Call {

        Answer answer() throws IOException;
    }

    private JsonNode answered(Call call) {
        try {
            Answer answer = call.answer();
            if (!answer.isSuccess()) {
                throw new FleetException(problem(answer));
            }
            return answer.json();
        } catch (IOException e) {
            throw new GatewayClient(http, gateway, apiKey).unreachable(e);
        }
    }

    /** In one line: all that is wrong, or what the problem says where it's just one thing. */
    private static String problem(Answer answer) {
        try {
            JsonNode problem = answer.json();
            String faults = StreamSupport.stream(problem.path("errors").spliterator(), false).map(OpsClient::fault)
                    .collect(Collectors.joining("; "));
            return faults.isEmpty() ? problem.path("detail").asString("") : faults;
        } catch (JacksonException _) {
            return "The gateway answers %d with something that isn't JSON".formatted(answer.status());
        }
    }

    /** Parameters and properties are what the console's options are called. */
    private static String fault(JsonNode fault) {
        String where = fault.path("parameter").asString(fault.path("pointer").asString("").replaceFirst("^/", ""));
        return (where.isEmpty() ? "" : "--" + where + " ") + fault.path("detail").asString("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
