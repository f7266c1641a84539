package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import io.waybill.contracts.Pipeline;
import io.waybill.fraud.FraudAgent;
import io.waybill.inventory.InventoryAgent;
import io.waybill.payment.PaymentAgent;
import io.waybill.rollback.RollbackAgent;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import io.waybill.validator.ValidatorAgent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A refusal and its siblings in every order in which they can arrive, with each undo at every place behind the refusal: the
 * real handlers, tables and scripts, each step driven by hand. The services' own loops idle on a Redis of their own.
 */
class ArrivalOrdersTest extends OnRedis {

    private static final String SKU = "SKU-1";
    private static final List<ConfigurableApplicationContext> CONTEXTS = new ArrayList<>();
    private static final Map<String, Agent> AGENTS = new HashMap<>();
    private static RedisServer idle;
    private static JdbcClient database;
    private static URI simulators;

    @BeforeAll
    static void start() {
        idle = RedisServer.throwaway();
        ConfigurableApplicationContext outside = io.waybill.simulators.Simulators.start("--server.port=0");
        CONTEXTS.add(outside);
        simulators = URI.create("http://127.0.0.1:" + Objects.requireNonNull(
                outside.getEnvironment().getProperty("local.server.port")));
        String url = TestServers.postgres().newDatabase();
        Flyway.configure().dataSource(url, "ledger", "waybill").schemas("ledger").locations("classpath:db/ledger")
                .load()
                .migrate();
        for (Class<?> service : List.of(ValidatorAgent.class, InventoryAgent.class, FraudAgent.class,
                PaymentAgent.class,
                RollbackAgent.class)) {
            ConfigurableApplicationContext context = WaybillService.start(service, "--server.port=0",
                    "--spring.datasource.url=" + url, "--spring.data.redis.port=" + idle.port(),
                    "--waybill.stripe.base=" + simulators + "/stripe", "--waybill.fraud.base=" + simulators + "/fraud");
            CONTEXTS.add(context);
            context.getBeansOfType(Agent.class).values().forEach(agent -> AGENTS.put(agent.name(), agent));
        }
        database = JdbcClient.create(new DriverManagerDataSource(url, "inventory", "waybill"));
        database.sql("insert into inventory.stock (sku, on_hand, reserved) values (:sku, 1000, 0)").param("sku", SKU)
                .update();
    }

    @AfterAll
    static void stop() {
        CONTEXTS.reversed().forEach(ConfigurableApplicationContext::close);
        idle.close();
    }

    static Stream<Arguments> arrivals() {
        return Stream.concat(arrivals(STANDARD, List.of("inventory_agent", "fraud_agent", "payment_authorize")),
                arrivals(SEED, List.of("inventory_agent", "fraud_agent")));
    }

    /** Each of the two undos has a place of its own behind the refusal: it comes when so many outcomes have arrived. */
    private static Stream<Arguments> arrivals(Pipeline pipeline, List<String> siblings) {
        return siblings.stream().flatMap(refuser -> Permutations.of(siblings)
                .flatMap(arrival -> places(arrival, refuser).flatMap(stock -> places(arrival, refuser)
                        .map(money -> Arguments.of(pipeline, refuser, arrival, stock, money)))));
    }

    private static Stream<Integer> places(List<String> arrival, String refuser) {
        return IntStream.rangeClosed(arrival.indexOf(refuser) + 1, arrival.size()).boxed();
    }

    @ParameterizedTest
    @MethodSource("arrivals")
    void stockAndMoneyAreAsBefore(Pipeline pipeline, String refuser, List<String> arrival, int stockUndone,
            int moneyUndone) throws Exception {
        var order = new OrderInRedis(redis, pipeline, refusedBy(refuser)).accepted();
        order.deliver(agent("validator"));
        for (int arrived = 0; arrived <= arrival.size(); arrived++) {
            if (arrived == Math.min(stockUndone, moneyUndone)) {
                order.deliver(agent("rollback"));
            }
            if (arrived == stockUndone) {
                undo(order, "inventory_rollback", pipeline);
            }
            if (arrived == moneyUndone) {
                undo(order, "payment_rollback", pipeline);
            }
            if (arrived < arrival.size()) {
                order.deliver(agent(arrival.get(arrived)));
            }
        }

        UUID id = order.order.id();
        assertThat(order.status()).isEqualTo("undone");
        assertThat(order.sentTo()).isEmpty();
        assertThat(stock()).isEqualTo("0 of 1000");
        assertThat(reservation(id)).isEqualTo("released");
        assertThat(ledger("charges", id)).isEmpty();
        assertThat(ledger("refunds", id)).isEmpty();
        assertThat(ledger("authorizations", id)).hasSizeLessThanOrEqualTo(1).doesNotContain("requires_capture");
    }

    /** A pipeline that holds no money has none to give back before the pivot. */
    private static void undo(OrderInRedis order, String undo, Pipeline pipeline) throws Exception {
        if (pipeline.undos().contains(undo)) {
            order.deliver(agent(undo));
        }
    }

    private static Agent agent(String name) {
        return Objects.requireNonNull(AGENTS.get(name));
    }

    private static Order refusedBy(String agent) {
        return new Order(UUID.randomUUID(), "demo", "PO-1", "USD",
                new Customer("C-1", null, agent.equals("fraud_agent") ? "fraud@example.com" : "ada@example.com"),
                new Address(null, null, null, null, "GB"),
                List.of(new Line(SKU, null, agent.equals("inventory_agent") ? 1001 : 2, 1275)),
                agent.equals("payment_authorize") ? "pm_card_chargeDeclined" : "pm_card_visa");
    }

    private static String stock() {
        return database.sql("select reserved || ' of ' || on_hand from inventory.stock where sku = :sku")
                .param("sku", SKU).query(String.class).single();
    }

    /** Also of an order that never held anything: a later reservation is refused. */
    private static String reservation(UUID order) {
        return database.sql("select state from inventory.reservation where order_id = :order").param("order", order)
                .query(String.class).single();
    }

    private static List<String> ledger(String list, UUID orderId) throws Exception {
        JsonNode entries = JsonMapper.shared().readTree(HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(simulators.resolve("/control/ledger")).build(), BodyHandlers.ofString()).body());
        return entries.get(list).valueStream()
                .filter(entry -> entry.get("orderId").asString().equals(orderId.toString()))
                .map(entry -> entry.get("state").asString()).toList();
    }
}
