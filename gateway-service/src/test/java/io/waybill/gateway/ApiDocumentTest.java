package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.checker.Finding;
import io.waybill.checker.Invariant;
import io.waybill.checker.Report;
import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.OrderStatus;
import io.waybill.gateway.Client.Answer;
import io.waybill.gateway.Described.Operation;
import io.waybill.servers.TestServers;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of the routes, taken at its word by the started gateway. */
@HttpTest
@Import(ApiDocumentTest.InvariantsHold.class)
class ApiDocumentTest {

    /** They are the description itself, what Tomcat alone asks for, and what only tests have. */
    private static final Set<Class<?>> NOT_DESCRIBED = Set.of(ApiPages.class, ErrorDispatch.class,
            BrokenController.class);

    @LocalServerPort
    private int port;
    @Value("${spring.datasource.url}")
    private String url;
    @Autowired
    private LedgerWriter writer;
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;
    @Autowired
    private JdbcClient ledger;
    @Autowired
    private Invariants invariants;

    private Client demo;
    private Client nobody;
    private Described described;

    /** The agents' tables aren't here to be looked at. */
    @TestConfiguration(proxyBeanMethods = false)
    static class InvariantsHold {

        @Bean
        @Primary
        Supplier<Report> invariantsHold() {
            return () -> new Report(Instant.now(), 1, Arrays.stream(Invariant.values())
                    .map(each -> new Finding(each, true, 0, List.of(), List.of())).toList());
        }
    }

    @BeforeEach
    void read() {
        demo = Client.of(port, HttpTest.DEMO_KEY);
        nobody = Client.of(port, "");
        described = new Described(nobody.get("/openapi.json").json());
        invariants.look();
    }

    @Test
    void everyRouteIsDescribedAndNoOther() {
        Set<String> there = routes.getHandlerMethods().entrySet().stream()
                .filter(route -> !NOT_DESCRIBED.contains(route.getValue().getBeanType()))
                .flatMap(route -> route.getKey().getPatternValues().stream()
                        .flatMap(path -> route.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)))
                .collect(Collectors.toSet());

        assertThat(described.operations()).extracting(Operation::toString).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void everyExampleIsAnsweredAsDescribed() {
        agentsTables();
        for (Operation operation : described.operations()) {
            Answer answer = send(demo, operation, id(operation));

            assertThat(answer.status()).as("%s: %s", operation, answer.raw().body()).isBetween(200, 299);
            assertThat(described.faults(operation, answer)).as("%s: %s", operation, answer.raw().body()).isEmpty();
        }
    }

    @Test
    void whoeverHasNoKeyIsAnsweredAsDescribed() {
        for (Operation operation : described.operations()) {
            Answer answer = send(nobody, operation, Optional.empty());

            assertThat(answer.status()).as("%s", operation).isEqualTo(operation.isOpen() ? 200 : 401);
            assertThat(described.faults(operation, answer)).as("%s", operation).isEmpty();
        }
    }

    @Test
    void whatIsNotThereIsAnsweredAsDescribed() {
        List<Operation> ofOne = described.operations().stream().filter(each -> each.path().contains("{")).toList();
        for (Operation operation : ofOne) {
            Answer answer = send(demo, operation, Optional.of("nobody-knows"));

            assertThat(answer.status()).as("%s", operation).isEqualTo(404);
            assertThat(described.faults(operation, answer)).as("%s", operation).isEmpty();
        }
    }

    @Test
    void aBodyThatIsNoneIsAnsweredAsDescribed() {
        for (String body : List.of("{", "{\"nobody\": \"knows\"}", "x".repeat(1 + (1 << 20)))) {
            for (Operation operation : described.operations()) {
                if (operation.node().has("requestBody")) {
                    Answer answer = demo.send(operation.method(),
                            described.exampleAddress(operation, id(operation)), BodyPublishers.ofString(body),
                            "Content-Type", "application/json");

                    assertThat(answer.status()).as("%s", operation).isIn(400, 413);
                    assertThat(described.faults(operation, answer)).as("%s", operation).isEmpty();
                }
            }
        }
    }

    private Answer send(Client client, Operation operation, Optional<String> id) {
        return client.send(operation.method(), described.exampleAddress(operation, id),
                BodyPublishers.ofString(described.exampleBody(operation)),
                described.exampleHeaders(operation).toArray(String[]::new));
    }

    /** Of something that is there; the paths' other examples are of things that always are. */
    private Optional<String> id(Operation operation) {
        if (operation.path().startsWith("/orders/{id}")) {
            return Optional.of(order(operation.path().endsWith("/events")).toString());
        }
        return operation.path().startsWith("/ops/parked/{id}") ? Optional.of(parked()) : Optional.empty();
    }

    /** @param isSettled so that an answer which goes on until then ends */
    private UUID order(boolean isSettled) {
        UUID order = demo.post(exampleOrder().toString()).id();
        if (isSettled) {
            writer.write(List.of(Samples.completed(order, 1, 1), Samples.settled(order, 1, 2)));
        }
        return order;
    }

    /** As much of the agents' tables as a dry run looks at. */
    private void agentsTables() {
        var everything = JdbcClient.create(TestServers.postgres().superuser(url));
        for (String table : List.of("payment.payment", "inventory.reservation", "tracking.shipment",
                "notifier.message")) {
            String schema = table.replaceFirst("\\..*", "");
            everything.sql("create schema if not exists " + schema).update();
            everything.sql("create table if not exists " + table
                    + " (order_id uuid, intent_id text, state text, channel text)").update();
            everything.sql("grant usage on schema " + schema + " to checker").update();
            everything.sql("grant select on " + table + " to checker").update();
        }
    }

    private String parked() {
        return ledger.sql("""
                insert into parked (stream, entry, parked_as, fields, cause, since)
                values ('wb:{0}:stream:nobody', :entry, :entry, '1:a,1:b,', 'undecodable-entry', now()) returning id
                """).param("entry", UUID.randomUUID().toString()).query(String.class).single();
    }

    private JsonNode exampleOrder() {
        return described.schema("NewOrder").required("example");
    }

    @Test
    void theExampleOfAnOrderHasEveryPropertyThatAnOrderHas() {
        JsonNode order = exampleOrder();

        assertThat(described.faults(described.schema("NewOrder"), order)).isEmpty();
        assertProperties(Order.class, order, described.schema("NewOrder"), "id", "merchant");
        assertProperties(Customer.class, order.get("customer"), at("/properties/customer"));
        assertProperties(Address.class, order.get("shipTo"), at("/properties/shipTo"));
        assertProperties(Line.class, order.at("/lines/0"), at("/properties/lines/items"));
    }

    private JsonNode at(String pointer) {
        return described.schema("NewOrder").at(pointer);
    }

    private static void assertProperties(Class<? extends Record> type, JsonNode example, JsonNode schema,
            String... given) {
        List<String> components = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName)
                .filter(name -> !List.of(given).contains(name)).toList();
        assertThat(example.propertyNames()).containsExactlyInAnyOrderElementsOf(components);
        assertThat(schema.required("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(components);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/customer", "/shipTo", "/lines/0"})
    void anOrderIsRefusedWithoutWhatTheDescriptionRequiresAndTakenWithoutTheRest(String place) {
        String schema = place.isEmpty() ? "" : "/properties" + place.replace("/0", "/items");
        Set<String> required = at(schema).required("required").valueStream().map(JsonNode::asString)
                .collect(Collectors.toSet());
        for (String property : List.copyOf(exampleOrder().at(place).propertyNames())) {
            JsonNode order = exampleOrder().deepCopy();
            ((ObjectNode) order.at(place)).remove(property);

            assertThat(demo.post(order.toString()).status()).as("without %s/%s", place, property)
                    .isEqualTo(required.contains(property) ? 400 : 202);
        }
    }

    @Test
    void everyExampleOfAnAnswerFitsItsSchema() {
        described.document().required("components").required("schemas").forEachEntry((name, schema) -> {
            if (schema.has("example")) {
                assertThat(described.faults(schema, schema.get("example"))).as(name).isEmpty();
            }
        });
    }

    @Test
    void everyStatusOfAnOrderIsDescribed() {
        assertThat(described.schema("OrderStatus").required("enum").valueStream().map(JsonNode::asString))
                .containsExactly(Stream.of(OrderStatus.values()).map(OrderStatus::code).toArray(String[]::new));
    }
}
