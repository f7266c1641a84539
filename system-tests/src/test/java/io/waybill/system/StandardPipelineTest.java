package io.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Orders' ways through the fleet that {@code ./waybill up} starts. */
class StandardPipelineTest {

    @TempDir
    private static Path home;
    private static Fleet fleet;
    private static Orders orders;

    @BeforeAll
    static void start() {
        fleet = Fleet.up(home, Map.of());
        orders = new Orders(fleet.gateway());
        fleet.inventory().put("/stock/GADGET", "{\"onHand\": 100000}");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @BeforeEach
    void quiet() {
        fleet.simulators().profile("zero");
        fleet.simulators().heal();
    }

    private static long reserved(String sku) {
        return fleet.inventory().get("/stock/" + sku).get("reserved").asLong();
    }

    @Test
    void anOrderGoesAllTheWay() {
        long before = reserved("GADGET");

        JsonNode order = orders.settled(NewOrder.GOOD.of("GADGET"));

        String id = order.get("id").asString();
        assertThat(order.get("status").asString()).isEqualTo("completed");
        assertThat(order.get("total").asLong()).isEqualTo(2550);
        assertThat(Orders.steps(order)).hasSize(7)
                .allSatisfy((_, step) -> assertThat(step.get("status").asString()).isEqualTo("done"));
        assertThat(fleet.simulators().states("charges", id)).containsExactly("succeeded");
        assertThat(fleet.simulators().count("mails", id)).isEqualTo(1);
        assertThat(fleet.simulators().count("slack", id)).isEqualTo(1);
        assertThat(fleet.database().shipments(id)).isEqualTo(1);
        assertThat(fleet.database().reservation(id)).isEqualTo("held");
        assertThat(reserved("GADGET")).isEqualTo(before + 2);
    }

    @Test
    void stockFraudAndTheHoldRunAtTheSameTime() {
        fleet.simulators().fault(delay("fraud", "score"));
        fleet.simulators().fault(delay("stripe", "confirm"));

        JsonNode order = orders.settled(NewOrder.GOOD.of("GADGET"));

        assertThat(Orders.overlap(Orders.step(order, "fraud_agent"), Orders.step(order, "payment_authorize"))).isTrue();
        assertThat(Orders.time(Orders.step(order, "inventory_agent"), "startedAt"))
                .isBefore(Orders.time(Orders.step(order, "fraud_agent"), "endedAt"));
    }

    private static String delay(String provider, String operation) {
        return """
                {"provider": "%s", "operation": "%s", "kind": "delay", "delayMs": 500, "count": 1}
                """.formatted(provider, operation);
    }

    @ParameterizedTest
    @CsvSource({
        "GADGET,   ada@example.com,   pm_card_chargeDeclinedInsufficientFunds, payment_declined, insufficient_funds",
        "GADGET,   fraud@example.com, pm_card_visa,                            fraud,            score_95",
        "SOLD-OUT, ada@example.com,   pm_card_visa,                            out_of_stock,     SOLD-OUT"})
    void aRefusalLeavesStockAndMoneyAsBefore(String sku, String email, String paymentMethod, String reason,
            String detail) {
        long before = reserved("GADGET");

        JsonNode order = orders.settled(NewOrder.GOOD.of(sku).from(email).paidWith(paymentMethod));

        String id = order.get("id").asString();
        assertThat(order.get("status").asString()).isEqualTo("rejected");
        assertThat(order.get("reason").asString()).isEqualTo(reason);
        assertThat(order.get("reasonDetail").asString()).isEqualTo(detail);
        assertThat(Orders.step(order, "inventory_rollback").get("status").asString()).isEqualTo("done");
        assertThat(Orders.step(order, "payment_rollback").get("status").asString()).isEqualTo("done");
        assertThat(fleet.simulators().states("charges", id)).doesNotContain("succeeded");
        assertThat(fleet.simulators().states("authorizations", id)).doesNotContain("requires_capture");
        assertThat(fleet.simulators().count("mails", id)).isZero();
        assertThat(fleet.database().reservation(id)).isEqualTo("released");
        assertThat(fleet.database().shipments(id)).isZero();
        assertThat(fleet.database().decision(id)).isEqualTo("abort");
        assertThat(reserved("GADGET")).isEqualTo(before);
    }

    @Test
    void aCancelledOrderLeavesStockAndMoneyAsBefore() {
        long before = reserved("GADGET");
        fleet.simulators().fault("""
                {"provider": "fraud", "operation": "score", "kind": "delay", "delayMs": 2000, "count": 1}
                """);
        String id = orders.place(NewOrder.GOOD.of("GADGET"));
        orders.await(id, order -> Orders.step(order, "payment_authorize").get("status").asString().equals("done"));

        JsonNode answer = fleet.gateway().post("/orders/" + id + "/cancel", "{\"reason\": \"ordered twice\"}");

        assertThat(answer.get("status").asString()).isEqualTo("compensating");
        JsonNode order = orders.settled(id);
        assertThat(order.get("status").asString()).isEqualTo("cancelled");
        assertThat(order.get("reason").asString()).isEqualTo("cancelled_by_merchant");
        assertThat(order.get("reasonDetail").asString()).isEqualTo("ordered twice");
        assertThat(fleet.simulators().states("authorizations", id)).containsExactly("canceled");
        assertThat(fleet.simulators().count("charges", id)).isZero();
        assertThat(fleet.simulators().count("mails", id)).isZero();
        assertThat(fleet.database().reservation(id)).isEqualTo("released");
        assertThat(reserved("GADGET")).isEqualTo(before);
    }

    @Test
    void anOrderThatIsPaidCannotBeCancelled() {
        String id = orders.settled(NewOrder.GOOD.of("GADGET")).get("id").asString();

        HttpResponse<String> answer = fleet.gateway().send("POST", "/orders/" + id + "/cancel", "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("/problems/too-late-to-cancel", "\"orderStatus\":\"completed\"");
        assertThat(fleet.simulators().states("charges", id)).containsExactly("succeeded");
    }

    @Test
    void whatTheValidatorRefusesCostsNothing() {
        JsonNode order = orders.settled(new NewOrder("GADGET", 0, "ada@example.com", "pm_card_visa"));

        assertThat(order.get("status").asString()).isEqualTo("rejected");
        assertThat(order.get("reason").asString()).isEqualTo("invalid");
        assertThat(fleet.simulators().count("authorizations", order.get("id").asString())).isZero();
    }

    @Test
    void anOutageOfTheFraudServiceIsWaitedOutAndIsNoDecline() {
        fleet.simulators().fault("""
                {"provider": "fraud", "operation": "score", "kind": "status", "status": 503, "count": 5}
                """);

        JsonNode order = orders.settled(NewOrder.GOOD.of("GADGET"));

        assertThat(order.get("status").asString()).isEqualTo("completed");
        assertThat(Orders.step(order, "fraud_agent").get("attempts").asInt()).isEqualTo(6);
    }

    @Test
    void aCaptureWhoseAnswerWasLostIsOneChargeAndTheOrderGoesOn() {
        fleet.simulators().fault("""
                {"provider": "stripe", "operation": "capture", "kind": "drop_answer", "count": 1}
                """);

        JsonNode order = orders.settled(NewOrder.GOOD.of("GADGET"));

        assertThat(order.get("status").asString()).isEqualTo("completed");
        assertThat(fleet.simulators().states("charges", order.get("id").asString())).containsExactly("succeeded");
    }

    @Test
    void whoeverAsksToWaitGetsTheOrderWhenItHasEnded() {
        JsonNode order = fleet.gateway().post("/orders", NewOrder.GOOD.of("GADGET").json(), "Prefer", "wait=30");

        assertThat(order.get("status").asString()).isEqualTo("completed");
        assertThat(order.get("steps").size()).isGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"'',             order \\S+ completed \\d+ ms",
        "--decline,      order \\S+ rejected payment_declined \\d+ ms",
        "--fraud,        order \\S+ rejected fraud \\d+ ms",
        "--out-of-stock, order \\S+ rejected out_of_stock \\d+ ms"})
    void theConsoleShowsAnOrdersWay(String variant, String lastLine) {
        Fleet.Output output = variant.isEmpty() ? fleet.command("order").run() : fleet.command("order", variant).run();

        assertThat(output.lastLine()).matches(lastLine);
        assertThat(output.exitCode()).isZero();
        assertThat(output.text()).contains("validator");
    }

    @Test
    void theReadmesOrderIsDoneWhenTheAnswerComes() {
        JsonNode order = fleet.gateway().post("/orders", Readme.order(), "Prefer", "wait=10");

        assertThat(order.get("status").asString()).isEqualTo("completed");
        assertThat(order.get("reference").asString()).isEqualTo("PO-1042");
    }

    @Test
    void whatAKilledInstanceHadInHandEndsOnceOnAnother() throws InterruptedException {
        fleet.simulators().profile("seed");
        Process doomed = fleet.another("io.waybill.payment.PaymentAgent", "PAYMENT", "payment-agent-doomed");

        List<String> ids = IntStream.range(0, 100).mapToObj(_ -> orders.place(NewOrder.GOOD.of("GADGET"))).toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> confirmsBegun() >= 20);
        doomed.destroyForcibly();
        assertThat(doomed.waitFor(10, TimeUnit.SECONDS)).isTrue();

        List<JsonNode> ended = ids.stream().map(orders::settled).toList();
        assertThat(ended).allSatisfy(order -> assertThat(order.get("status").asString()).isEqualTo("completed"));
        assertThat(ids)
                .allSatisfy(id -> assertThat(fleet.simulators().states("charges", id)).containsExactly("succeeded"));
        assertThat(ended).anySatisfy(order -> assertThat(takenOverAfter(order)).isPositive());
    }

    private static long confirmsBegun() {
        return fleet.simulators().entries("authorizations").count();
    }

    /** How much longer than Stripe takes the hold took: what is left is the time until somebody took it over. */
    private static Duration takenOverAfter(JsonNode order) {
        JsonNode authorize = Orders.step(order, "payment_authorize");
        return Duration.between(Orders.time(order, "acceptedAt"), Orders.time(authorize, "endedAt")).minusSeconds(4);
    }
}
