package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.gateway.Client.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@HttpTest
class IdempotencyHttpTest {

    @LocalServerPort
    private int port;
    @Autowired
    private ApiKeys keys;
    @Autowired
    private JdbcClient ledger;
    @Autowired
    private DataSource source;

    private final String key = UUID.randomUUID().toString();
    private Client demo;

    @BeforeEach
    void client() {
        demo = Client.of(port, HttpTest.DEMO_KEY);
    }

    private Answer post(String order, String header) {
        return demo.post(order, "Idempotency-Key", header);
    }

    private int ordersOf(String reference) {
        return ledger.sql("select count(*) from orders where reference = :reference").param("reference", reference)
                .query(Integer.class).single();
    }

    private static void assertIsReplay(Answer answer, Answer first) {
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answer.raw().body()).isEqualTo(first.raw().body());
        assertThat(answer.header("Location")).isEqualTo(first.header("Location"));
        assertThat(answer.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    }

    private static void assertProblem(Answer answer, Problem problem) {
        assertThat(answer.status()).isEqualTo(problem.status());
        assertThat(answer.text("/type")).isEqualTo(problem.type());
        assertThat(answer.header("Link")).isEqualTo("</problems/idempotency>; rel=\"describedby\"; type=\"text/html\"");
    }

    @Test
    void aRepeatedRequestGetsTheSameBytesAndNoSecondOrder() {
        Answer first = post(Samples.order(key), key);
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();

        for (int i = 0; i < 3; i++) {
            assertIsReplay(post(Samples.order(key), key), first);
        }
        assertThat(ordersOf(key)).isEqualTo(1);
    }

    /** What is kept of an answer is the order's id, so what is made of it must never change. */
    @Test
    void theBytesOfAnAnswerAreAFunctionOfTheIdForEver() {
        Answer first = post(Samples.order(), key);

        assertThat(first.raw().body()).isEqualTo("""
                {"id":"%1$s","status":"accepted","links":{"self":"/orders/%1$s","events":"/orders/%1$s/events",\
                "cancel":"/orders/%1$s/cancel"}}""".formatted(first.id()));
    }

    @Test
    void quotesMeanNothing() {
        Answer first = post(Samples.order(), "a\\\"b" + key);

        assertIsReplay(post(Samples.order(), "\"a\\\\\\\"b" + key + "\""), first);
    }

    @Test
    void howAnOrderIsWrittenMakesNoDifferenceNorDoesPrefer() {
        Answer first = post(Samples.order(), key);
        String same = """
                {"paymentMethod":"pm_card_visa","lines":[{"unitPrice":255,"quantity":10,"sku":"85123A","description":null}],
                 "shipTo":{"country":"GB"},"customer":{"email":"ada@example.com","id":"C-17"},"currency":"USD",
                 "reference":"PO-1042"}""";

        assertIsReplay(post(same, key), first);
        assertIsReplay(demo.post(same, "Idempotency-Key", key, "Prefer", "wait=30"), first);
    }

    @Test
    void anotherOrderUnderTheSameKeyIsRefusedAndTheKeyStaysWithTheFirst() {
        Answer first = post(Samples.order(), key);

        assertProblem(post(Samples.order(key), key), Problem.IDEMPOTENCY_KEY_REUSED);
        assertThat(ordersOf(key)).isZero();
        assertIsReplay(post(Samples.order(), key), first);
    }

    @Test
    void aKeyBelongsToOneMerchant() {
        String other = "wb_twin_" + UUID.randomUUID();
        keys.add(other, new Caller("twin", Set.of(Scope.ORDERS)));
        Answer first = post(Samples.order(), key);

        Answer twins = Client.of(port, other).post(Samples.order(), "Idempotency-Key", key);

        assertThat(twins.status()).isEqualTo(202);
        assertThat(twins.id()).isNotEqualTo(first.id());
    }

    @Test
    void withoutAKeyEachRequestIsAnOrder() {
        demo.post(Samples.order(key));
        demo.post(Samples.order(key));

        assertThat(ordersOf(key)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", value = {
        "~~", "\"\"", "two words", "\"two words\"", "\"open", "\"a\"b", "\"a\\b\"", "\"a\";b=1", "a, b", "tab\tbed"})
    void whatIsNoKeyIsRefused(String header) {
        assertProblem(post(Samples.order(key), header), Problem.IDEMPOTENCY_KEY_INVALID);
        assertThat(ordersOf(key)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "!~", "a,b;c=d", "8e03978e-40d5-43e8-bc93-6894a57f9324", "'single'", "/path?query"})
    void visibleAsciiIsAKey(String header) {
        assertThat(post(Samples.order(), header + UUID.randomUUID()).status()).isEqualTo(202);
        assertThat(post(Samples.order(), "\"" + header + UUID.randomUUID() + "\"").status()).isEqualTo(202);
    }

    @Test
    void aKeyHas255CharactersAtMost() {
        String longest = "k".repeat(255 - key.length()) + key;

        assertThat(post(Samples.order(), longest).status()).isEqualTo(202);
        assertThat(post(Samples.order(), "\"" + longest + "\"").header("Idempotency-Replayed")).isEqualTo("true");
        assertProblem(post(Samples.order(), longest + "k"), Problem.IDEMPOTENCY_KEY_INVALID);
        assertProblem(post(Samples.order(), "\"" + longest + "k\""), Problem.IDEMPOTENCY_KEY_INVALID);
    }

    @Test
    void twoKeysInOneRequestAreNone() {
        assertProblem(demo.post(Samples.order(), "Idempotency-Key", key, "Idempotency-Key", key),
                Problem.IDEMPOTENCY_KEY_INVALID);
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        assertThat(post(Samples.order(key).replace("USD", "usd"), key).status()).isEqualTo(400);
        assertThat(Client.of(port, "wb_guess").post(Samples.order(key), "Idempotency-Key", key).status())
                .isEqualTo(401);

        Answer mended = post(Samples.order(key), key);
        assertThat(mended.status()).isEqualTo(202);
        assertThat(mended.header("Idempotency-Replayed")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "57014", "40001", "25006", "55P03", "58030"})
    void whenTheLedgerCannotWriteNothingIsHalfDoneAndTheKeyIsFree(String state) {
        Answer refused = whileOrdersFailWith(state, () -> post(Samples.order(key), key));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(ordersOf(key)).isZero();
        Answer again = post(Samples.order(key), key);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
    }

    /** What a full disk does, for one: PostgreSQL gives up the statement in its middle. */
    private Answer whileOrdersFailWith(String state, Callable<Answer> request) {
        ledger.sql("""
                create or replace function fail() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file' using errcode = '%s'; end $$;
                create trigger failing after insert on orders for each row execute function fail()
                """.formatted(state)).update();
        try {
            return request.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            ledger.sql("drop trigger failing on orders").update();
        }
    }

    @Test
    void whileTheFirstRunsTheSecondIsAskedToComeBack() throws Exception {
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first;
            try (Connection _ = holdingUpClaims()) {
                first = requests.submit(() -> post(Samples.order(), key));
                await().until(() -> ledger.sql("select count(*) from pg_locks where not granted").query(Integer.class)
                        .single() > 0);

                Answer second = post(Samples.order(), key);
                assertProblem(second, Problem.IDEMPOTENCY_KEY_IN_USE);
                assertThat(second.header("Retry-After")).isEqualTo("1");
            }
            assertThat(first.get().status()).isEqualTo(202);
            assertIsReplay(post(Samples.order(), key), first.get());
        }
    }

    private Connection holdingUpClaims() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table idempotency_key in share mode");
        return connection;
    }

    @Test
    void ofManyAtOnceWithOneKeyOneIsAnOrder() throws Exception {
        List<Callable<Answer>> requests = Collections.nCopies(200, () -> post(Samples.order(key), key));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                assertThat(answer.get().status()).isIn(202, 409);
            }
        }
        assertThat(ordersOf(key)).isEqualTo(1);
    }

    @Test
    void thePolicyIsOnAPageThatTheProblemsLeadTo() {
        assertThat(demo.get("/problems/idempotency").raw().body()).contains("<h1>One key, one order</h1>", "For ever");
        assertThat(demo.get("/problems/idempotency-key-reused").raw().body())
                .contains("href=\"/problems/idempotency\"");
        assertThat(demo.get("/problems/not-found").raw().body()).doesNotContain("href=\"/problems/idempotency\"");
    }
}
