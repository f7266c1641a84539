package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What operators type, against a gateway that remembers what it was asked and answers what a test tells it to. */
class OpsCommandTest {

    private static final String PARKED = "0199c0de-0000-7000-8000-000000000001";

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer gateway;
    private String asked = "";
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/ops", this::answer);
        gateway.start();
        Files.writeString(home.resolve("api-key"), "the-key");
        Files.writeString(home.resolve("ops-token"), "the-token");
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked = "%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)).strip();
            boolean knows = "Bearer the-key".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(knows ? status : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private int ops(String... arguments) {
        CommandLine line = Waybill.commandLine(new Settings(Map.of("WAYBILL_HOME", home.toString(),
                "WAYBILL_GATEWAY_PORT", Integer.toString(gateway.getAddress().getPort()))));
        line.setOut(new PrintWriter(new BufferedWriter(out), true)); // what nobody flushes is not seen
        line.setErr(new PrintWriter(err, true));
        var all = new String[arguments.length + 1];
        all[0] = "ops";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    @Test
    void withoutACommandItShowsTheAgentsOnceWhenNobodyLooks() {
        answer = """
                { "agents": [ { "name": "validator", "service": "validator-agent", "lag": 1, "pending": 0, "oldestAgeMs": 5,
                  "instances": 1, "breaker": "closed", "paused": false } ] }""";

        assertThat(ops()).isZero();

        assertThat(asked).isEqualTo("GET /ops/parked?limit=1");
        assertThat(out.toString().lines()).hasSize(3).last().asString().startsWith("agents: 1,");
    }

    @Test
    void pauseSendsTheReasonAndSaysWhatHolds() {
        answer = "{ \"name\": \"fraud_agent\", \"paused\": true, \"inForce\": true }";

        assertThat(ops("pause", "fraud_agent", "--reason", "a \"move\"")).isZero();

        assertThat(asked).isEqualTo("POST /ops/agents/fraud_agent/pause {\"reason\":\"a \\\"move\\\"\"}");
        assertThat(out).hasToString("fraud_agent is paused\n");
    }

    @Test
    void aPauseThatStandsAlreadySaysByWhomAndWhyInsteadOfTheNewReason() {
        answer = """
                { "name": "fraud_agent", "paused": true, "inForce": true,
                  "pause": { "by": "eve", "since": "2026-01-01T11:00:00.000Z", "why": "moving house" } }""";

        assertThat(ops("pause", "fraud_agent", "--reason", "wrong text")).isZero();
        assertThat(out).hasToString(
                "fraud_agent is paused already, by eve since 2026-01-01T11:00:00.000Z: moving house\n");

        assertThat(ops("pause", "fraud_agent", "--reason", " moving house ")).isZero();
        assertThat(out.toString()).endsWith("\nfraud_agent is paused\n");
    }

    @Test
    void notesAreListedByOrder() {
        answer = "{ \"notes\": [], \"cursor\": null }";

        assertThat(ops("notes", "--order", "0199")).isZero();

        assertThat(asked).isEqualTo("GET /ops/notes?order=0199");
        assertThat(out).hasToString("notes: 0\n");
    }

    @Test
    void resumeSaysWhenTheAgentsHaveNotHeardOfItYet() {
        answer = "{ \"name\": \"fraud_agent\", \"paused\": false, \"inForce\": false }";

        assertThat(ops("resume", "fraud_agent")).isZero();

        assertThat(asked).isEqualTo("POST /ops/agents/fraud_agent/resume {}");
        assertThat(out).hasToString("fraud_agent reads again as soon as Redis can be reached\n");
    }

    @Test
    void parkedIsListedByCauseAndAgent() {
        answer = "{ \"groups\": [], \"items\": [], \"cursor\": null }";

        assertThat(ops("parked", "--agent", "a b&c")).isZero();

        assertThat(asked).isEqualTo("GET /ops/parked?agent=a%20b%26c");
        assertThat(out).hasToString("parked: 0\n");
    }

    @Test
    void oneIsReplayedAndDiscardedById() {
        answer = "{ \"resolution\": \"replayed\", \"effect\": \"sent_again\" }";
        assertThat(ops("replay", PARKED)).isZero();
        assertThat(asked).isEqualTo("POST /ops/parked/" + PARKED + "/replay {}");
        assertThat(out.toString()).endsWith("replayed: it's on its way to its agent\n");

        answer = "{ \"resolution\": \"discarded\", \"effect\": \"compensating\" }";
        assertThat(ops("discard", PARKED, "--reason", "sold")).isZero();
        assertThat(asked).isEqualTo("POST /ops/parked/" + PARKED + "/discard {\"reason\":\"sold\"}");
        assertThat(out.toString()).endsWith("discarded: its order is undone\n");
    }

    @Test
    void manyAreReplayedByTheirCauseAfterADryRunThatSaysWhatItWouldDo() {
        answer = "{ \"dryRun\": true, \"parked\": 14, \"would\": { \"hold\": 0, \"charge\": 0, \"refundOrVoid\": 2, \"mail\": 12 } }";
        assertThat(ops("replay", "--cause", "dependency_failed", "--dry-run")).isZero();
        assertThat(Http.JSON.readTree(asked.substring("POST /ops/parked/replay ".length())))
                .isEqualTo(Http.JSON.readTree("{ \"cause\": \"dependency_failed\", \"dryRun\": true }"));
        assertThat(out.toString()).endsWith("would replay 14: charge 0, refund or void 2, mail 12\n");

        answer = "{ \"replayed\": 13, \"skipped\": 1, \"remaining\": 0 }";
        assertThat(ops("replay", "--agent", "notifier", "--reason", "mail is back")).isZero();
        assertThat(out.toString()).endsWith("replayed: 13, skipped: 1, still parked: 0\n");
    }

    @Test
    void whatTheGatewayRefusesIsOneLineWithTheProblemsDetail() {
        status = 404;
        answer = "{ \"type\": \"/problems/not-found\", \"detail\": \"There is no agent 'x', but validator\" }";
        assertThat(ops("pause", "x", "--reason", "y")).isEqualTo(1);
        assertThat(err).hasToString("There is no agent 'x', but validator\n");

        status = 400;
        answer = "{ \"detail\": \"see errors\", \"errors\": [ { \"parameter\": \"cause\", \"detail\": \"is empty\" } ] }";
        assertThat(ops("parked")).isEqualTo(1);
        assertThat(err.toString()).endsWith("\n--cause is empty\n");

        answer = "{ \"errors\": [ { \"pointer\": \"/reason\", \"detail\": \"must be a text\" } ] }";
        assertThat(ops("pause", "x", "--reason", " ")).isEqualTo(1);
        assertThat(err.toString()).endsWith("\n--reason must be a text\n");

        status = 502;
        answer = "<html>\nbad gateway\n</html>";
        assertThat(ops()).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(4).last().asString().contains("answers 502");
    }

    @Test
    void withoutAFleetItSaysHowToStartOne() {
        gateway.stop(0);

        assertThat(ops()).isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().contains("start the fleet with ./waybill up");
    }
}
