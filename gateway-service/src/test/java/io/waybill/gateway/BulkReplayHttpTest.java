package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.contracts.OrderEvent;
import io.waybill.gateway.Client.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@HttpTest
class BulkReplayHttpTest {

    @LocalServerPort
    private int port;
    @Autowired
    private LedgerWriter writer;
    @Autowired
    private JdbcClient ledger;

    private final String cause = "cause-" + UUID.randomUUID();
    private Client ops;

    @BeforeEach
    void client() {
        ops = Client.of(port, HttpTest.DEMO_KEY);
    }

    /** A step of an order of its own. */
    private UUID parked(String agent, String why) {
        UUID order = ops.post(Samples.order()).id();
        writer.write(List.of(new OrderEvent(order, 1, 1, OrderEvent.Kind.STEP, Samples.AT, agent, "parked", why, null,
                null, 3, agent + "-1", Samples.AT, Samples.AT)));
        return order;
    }

    private Answer replay(String body) {
        return ops.send("POST", "/ops/parked/replay", BodyPublishers.ofString(body), Client.withType());
    }

    private List<String> agentsParkedFor(String filter) {
        JsonNode items = ops.get("/ops/parked?" + filter).json().get("items");
        return StreamSupport.stream(items.spliterator(), false).map(item -> item.get("agent").asString()).toList();
    }

    private static void counts(Answer answer, int replayed, int skipped, int remaining) {
        assertThat(answer.raw().body()).isEqualTo(
                "{\"replayed\":%d,\"skipped\":%d,\"remaining\":%d}".formatted(replayed, skipped, remaining));
    }

    @Test
    void whatIsParkedIsListedByCauseAndAgent() {
        parked("notifier", cause);
        parked("payment_capture", cause);
        parked("notifier", cause + "-other");

        assertThat(agentsParkedFor("cause=" + cause)).containsExactly("payment_capture", "notifier");
        assertThat(agentsParkedFor("agent=notifier&cause=" + cause)).containsExactly("notifier");
        JsonNode groups = ops.get("/ops/parked?agent=notifier&cause=" + cause).json().get("groups");
        assertThat(groups.toString()).isEqualTo("[{\"cause\":\"" + cause + "\",\"count\":1}]");
    }

    @Test
    void onlyWhatTheFilterNamesIsReplayed() {
        parked("notifier", cause);
        parked("notifier", cause);
        parked("payment_capture", cause);
        parked("notifier", cause + "-other");

        counts(replay("{\"cause\": \"%s\", \"agent\": \"notifier\"}".formatted(cause)), 2, 0, 0);

        assertThat(agentsParkedFor("cause=" + cause)).containsExactly("payment_capture");
        assertThat(agentsParkedFor("cause=" + cause + "-other")).containsExactly("notifier");
        counts(replay("{\"cause\": \"%s\", \"dryRun\": false}".formatted(cause)), 1, 0, 0);
    }

    @Test
    void eachOrderSaysThatAnOperatorDidItAndOperatorsSeeWho() {
        UUID order = parked("notifier", cause);

        replay("{\"cause\": \"%s\", \"reason\": \"SendGrid is back\"}".formatted(cause));

        assertThat(ops.get("/orders/" + order).json().get("notes")).singleElement().satisfies(note -> {
            assertThat(note.get("by").asString()).isEqualTo("operator");
            assertThat(note.get("agent").asString()).isEqualTo("notifier");
            assertThat(note.get("what").asString()).isEqualTo("replay");
            assertThat(note.get("why").asString()).isEqualTo("SendGrid is back");
        });
        Answer notes = ops.get("/ops/notes?limit=1&order=" + order);
        assertThat(notes.text("/notes/0/by")).isEqualTo("operator:demo");
        assertThat(notes.text("/notes/0/orderId")).isEqualTo(order.toString());
        assertThat(notes.json().get("cursor").isNull()).isTrue();
        assertThat(ops.get("/ops/notes").text("/notes/0/why")).isEqualTo("SendGrid is back");
        assertThat(ops.get("/ops/notes?order=nonsense").status()).isEqualTo(400);
    }

    @Test
    void notesComeInPages() {
        for (int i = 0; i < 3; i++) {
            parked("notifier", cause);
        }
        replay("{\"cause\": \"%s\", \"reason\": \"%s\"}".formatted(cause, cause));

        Answer first = ops.get("/ops/notes?limit=2");
        Answer next = ops.get("/ops/notes?limit=2&cursor=" + first.text("/cursor"));

        assertThat(Stream.of(first.text("/notes/0/why"), first.text("/notes/1/why"), next.text("/notes/0/why")))
                .containsOnly(cause);
        assertThat(next.text("/notes/1/why")).isNotEqualTo(cause);
    }

    @Test
    void oneThatCannotBeReplayedDoesNotKeepTheOthers() {
        ledger.sql("""
                insert into parked (stream, entry, parked_as, fields, cause, since)
                values ('wb:{0}:stream:validator', :cause, :cause, 'no fields at all', :cause, now())
                """).param("cause", cause).update();
        parked("notifier", cause);

        counts(replay("{\"cause\": \"%s\"}".formatted(cause)), 1, 1, 1);
    }

    @Test
    void moreThanAThousandAreReplayedInSeveralCalls() {
        UUID order = ops.post(Samples.order()).id();
        ledger.sql("""
                insert into parked (order_id, agent, life, seq, cause, since)
                select :order, 'notifier', 1, number, :cause, now()
                from generate_series(1, 1002) as number
                """).param("order", order).param("cause", cause).update();

        counts(replay("{\"cause\": \"%s\"}".formatted(cause)), 1000, 0, 2);
        counts(replay("{\"cause\": \"%s\"}".formatted(cause)), 2, 0, 0);
    }

    @Test
    void whatIsNoFilterIsRefusedAndNothingIsReplayed() {
        parked("notifier", cause);

        for (String body : List.of("", "{}", "{\"dryRun\": true}", "{\"cause\": null, \"reason\": \"all of them\"}")) {
            Answer answer = replay(body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("/errors/0/detail")).contains("must name a cause, an agent or both");
        }
        Answer unknown = replay("{\"cuase\": \"%s\"}".formatted(cause));
        assertThat(unknown.text("/errors/0/pointer")).isEqualTo("/cuase");
        assertThat(unknown.text("/errors/0/detail")).isEqualTo("is not known; known are agent, cause, dryRun, reason");
        Answer mistyped = replay("{\"cause\": \"%s\", \"dryRun\": \"true\"}".formatted(cause));
        assertThat(mistyped.text("/errors/0/pointer")).isEqualTo("/dryRun");
        assertThat(mistyped.text("/errors/0/detail")).isEqualTo("must be true or false");
        assertThat(mistyped.text("/detail")).isEqualTo("Nothing was done: see errors.");
        assertThat(replay("{\"cause\": 7}").text("/errors/0/detail")).isEqualTo("must be a text");
        assertThat(replay("{\n \"cause\"").text("/detail")).startsWith("line 2, column ");
        assertThat(replay("{\"cause\": \"%s\", \"reason\": \" \"}".formatted(cause)).status()).isEqualTo(400);
        assertThat(agentsParkedFor("cause=" + cause)).hasSize(1);
    }

    @Test
    void anAgentThatThereIsNotIsRefusedWithThoseThatThereAre() {
        Answer listed = ops.get("/ops/parked?agent=nonsense");
        assertThat(listed.status()).isEqualTo(400);
        assertThat(listed.text("/errors/0/parameter")).isEqualTo("agent");
        assertThat(listed.text("/errors/0/detail")).startsWith("must be one of validator, ")
                .contains("payment_rollback");

        Answer replayed = replay("{\"agent\": \"nonsense\", \"dryRun\": true}");
        assertThat(replayed.status()).isEqualTo(400);
        assertThat(replayed.text("/errors/0/pointer")).isEqualTo("/agent");

        assertThat(ops.get("/ops/parked?cause=nonsense").status()).isEqualTo(200);
    }

    /** Here no service but the gateway has made its tables. */
    @Test
    void whoCannotSeeWhatWouldHappenDoesNotGuess() {
        parked("notifier", cause);

        Answer answer = replay("{\"cause\": \"%s\", \"dryRun\": true}".formatted(cause));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/detail")).contains("hasn't made its tables yet");
        assertThat(agentsParkedFor("cause=" + cause)).hasSize(1);
    }
}
