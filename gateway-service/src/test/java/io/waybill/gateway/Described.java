package io.waybill.gateway;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the document says, for whoever takes it at its word. */
record Described(JsonNode document) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** A method on a path. */
    record Operation(String method, String path, JsonNode node) {

        String id() {
            return node.required("operationId").asString();
        }

        boolean isOpen() {
            return node.has("security");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        return document.required("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream().filter(each -> METHODS.contains(each.getKey()))
                        .map(each -> new Operation(each.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                                each.getValue())))
                .toList();
    }

    /** @param id in the place of the path's example */
    String exampleAddress(Operation operation, Optional<String> id) {
        String query = parameters(operation, "query").filter(each -> each.has("example"))
                .map(each -> name(each) + "="
                        + URLEncoder.encode(each.get("example").asString(), StandardCharsets.UTF_8))
                .collect(joining("&"));
        String path = operation.path();
        for (JsonNode each : parameters(operation, "path").toList()) {
            path = path.replace("{" + name(each) + "}", id.orElse(each.required("example").asString()));
        }
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Names and values by turns. */
    List<String> exampleHeaders(Operation operation) {
        var headers = new ArrayList<String>();
        parameters(operation, "header").filter(each -> each.has("example"))
                .forEach(each -> headers.addAll(List.of(name(each), each.get("example").asString())));
        if (operation.node().has("requestBody")) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        return headers;
    }

    /** Empty when the operation has no body. */
    String exampleBody(Operation operation) {
        JsonNode body = resolved(operation.node().path("requestBody"));
        JsonNode schema = resolved(body.path("content").path("application/json").path("schema"));
        return schema.path("example").isMissingNode() ? "" : schema.get("example").toString();
    }

    /** What is wrong with an answer, by the description of its status. */
    List<String> faults(Operation operation, Client.Answer answer) {
        JsonNode response = resolved(operation.node().required("responses").path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            return List.of("status " + answer.status() + " isn't described");
        }
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode content = response.required("content").path(type);
        if (content.isMissingNode()) {
            return List.of("type " + type + " isn't described");
        }
        if (type.equals("application/problem+json") && !content.required("examples").has(slug(answer))) {
            return List.of("problem " + slug(answer) + " isn't described");
        }
        return type.endsWith("json") ? faults(content.required("schema"), answer.json()) : List.of();
    }

    private static String slug(Client.Answer problem) {
        return problem.text("/type").replaceFirst(".*/", "");
    }

    /** What is wrong with a value, by a schema of the document. */
    List<String> faults(JsonNode schema, JsonNode value) {
        var whole = JsonNodeFactory.instance.objectNode();
        whole.set("components", document.required("components"));
        whole.putArray("allOf").add(schema);
        return SCHEMAS.getSchema(whole)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream().map(error -> error.getInstanceLocation() + ": " + error.getMessage()).toList();
    }

    JsonNode schema(String name) {
        return document.required("components").required("schemas").required(name);
    }

    private Stream<JsonNode> parameters(Operation operation, String in) {
        return operation.node().path("parameters").valueStream().map(this::resolved)
                .filter(each -> each.required("in").asString().equals(in));
    }

    private static String name(JsonNode parameter) {
        return parameter.required("name").asString();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }
}
