package io.waybill.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of the gateway's routes, <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1</a>. It's written by
 * hand; only the problems are filled in: an operation names them by their slugs, and gets a response for each status.
 */
final class ApiDocument {

    private static final String FILE = "/openapi/openapi.yaml";
    private static final String PROBLEMS = "x-problems";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");
    private static final List<Problem> ANYWHERE = List.of(Problem.NOT_ACCEPTABLE, Problem.INTERNAL_ERROR);
    private static final List<Problem> BEHIND_A_KEY = List.of(Problem.UNAUTHORIZED, Problem.FORBIDDEN,
            Problem.UNAVAILABLE);
    private static final JsonMapper JSON = new JsonMapper();

    private ApiDocument() {}

    /** The whole of it as JSON, the same each time. */
    static String read() {
        ObjectNode document = JSON.valueToTree(file());
        document.required("paths").forEach(path -> path.properties().stream()
                .filter(each -> METHODS.contains(each.getKey()))
                .forEach(each -> addResponses((ObjectNode) each.getValue())));
        ObjectNode examples = ((ObjectNode) document.required("components")).putObject("examples");
        for (Problem problem : Problem.values()) {
            addExample(examples.putObject(problem.slug()), problem);
        }
        return JSON.writeValueAsString(document);
    }

    private static Object file() {
        try (InputStream in = Objects.requireNonNull(ApiDocument.class.getResourceAsStream(FILE))) {
            return new Yaml().load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addResponses(ObjectNode operation) {
        var problems = new ArrayList<>(ANYWHERE);
        if (!operation.has("security")) {
            problems.addAll(BEHIND_A_KEY);
        }
        operation.path(PROBLEMS).forEach(slug -> problems.add(Problem.ofSlug(slug.asString()).orElseThrow()));
        operation.remove(PROBLEMS);
        problems.sort(Comparator.naturalOrder());
        Map<Integer, List<Problem>> byStatus = problems.stream()
                .collect(Collectors.groupingBy(Problem::status, TreeMap::new, Collectors.toList()));
        ObjectNode responses = (ObjectNode) operation.required("responses");
        byStatus.forEach((status, each) -> addResponse(responses.putObject(Integer.toString(status)), each));
    }

    private static void addResponse(ObjectNode response, List<Problem> problems) {
        response.put("description", problems.stream()
                .map(problem -> "[%s](%s): %s.".formatted(problem.slug(), problem.type(), problem.title()))
                .collect(Collectors.joining("\n\n")));
        ObjectNode content = response.putObject("content").putObject("application/problem+json");
        content.putObject("schema").put("$ref", "#/components/schemas/Problem");
        ObjectNode examples = content.putObject("examples");
        problems.forEach(problem -> examples.putObject(problem.slug())
                .put("$ref", "#/components/examples/" + problem.slug()));
    }

    private static void addExample(ObjectNode example, Problem problem) {
        example.put("summary", problem.title());
        example.putObject("value").put("type", problem.type()).put("title", problem.title())
                .put("status", problem.status()).put("detail", problem.meaning())
                .put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    }
}
