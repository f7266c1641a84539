package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.gateway.Client.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

@HttpTest
class ProblemsHttpTest {

    @LocalServerPort
    private int port;
    @Autowired
    private ApiKeys keys;

    private Client demo;
    private Client nobody;

    @BeforeEach
    void clients() {
        demo = Client.of(port, HttpTest.DEMO_KEY);
        nobody = Client.of(port, "");
    }

    private static void assertProblem(Answer answer, Problem problem) {
        assertThat(answer.status()).isEqualTo(problem.status());
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/type")).isEqualTo("/problems/" + problem.slug());
        assertThat(answer.text("/title")).isEqualTo(problem.title());
        assertThat(answer.json().at("/status").intValue()).isEqualTo(problem.status());
        assertThat(answer.text("/detail")).isNotBlank().doesNotContain("secret", "Exception", "io.waybill");
        assertThat(answer.text("/traceId")).matches("[0-9a-f]{32}");
    }

    @Test
    void withoutAKeyNobodyGetsIn() {
        Answer answer = nobody.post(Samples.order());

        assertProblem(answer, Problem.UNAUTHORIZED);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"waybill\"");
        assertThat(answer.text("/instance")).isEqualTo("/orders");
    }

    @Test
    void aKeyThatNobodyHasIsRefused() {
        Answer answer = Client.of(port, "wb_guess").get("/orders");

        assertProblem(answer, Problem.UNAUTHORIZED);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic d2I6d2I=", "Bearer", "Bearer two words", HttpTest.DEMO_KEY})
    void whatIsNoBearerTokenIsRefused(String header) {
        assertProblem(nobody.get("/orders", "Authorization", header), Problem.UNAUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/", "/orders;a=b", "//orders", "/%6frders", "/orders/x", "/./orders"})
    void noSpellingOfAPathGetsAroundTheKey(String path) {
        assertThat(nobody.get(path).status()).isIn(400, 401, 404);
    }

    @Test
    void aKeyForSomethingElseIsForbidden() {
        String key = "wb_ops_" + UUID.randomUUID();
        keys.add(key, new Caller("demo", Set.of(Scope.OPS)));

        Answer answer = Client.of(port, key).get("/orders");

        assertProblem(answer, Problem.FORBIDDEN);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope", "scope=\"orders\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/orders/1/2", "/error", "/problems/nope", "/actuator/nope",
        "/actuator/env"})
    void whereNothingIsThereIsNothing(String path) {
        assertProblem(demo.get(path), Problem.NOT_FOUND);
    }

    @Test
    void aMethodThatIsNotPossibleIsAnsweredWithThoseThatAre() {
        Answer answer = demo.send("DELETE", "/orders", BodyPublishers.noBody());

        assertProblem(answer, Problem.METHOD_NOT_ALLOWED);
        assertThat(answer.header("Allow").split(", ?")).contains("GET", "POST");
    }

    @Test
    void anAnswerOfAnotherTypeIsNotAcceptableAndNothingIsDone() {
        Answer answer = demo.post(Samples.order(), "Accept", "application/xml");

        assertProblem(answer, Problem.NOT_ACCEPTABLE);
    }

    @Test
    void aBodyOfAnotherTypeIsNotSupported() {
        Answer answer = demo.send("POST", "/orders", BodyPublishers.ofString("a=b"), "Content-Type",
                "application/x-www-form-urlencoded");

        assertProblem(answer, Problem.UNSUPPORTED_MEDIA_TYPE);
        assertThat(answer.header("Accept")).isEqualTo("application/json");
        assertThat(answer.text("/detail")).contains("form-urlencoded").endsWith("Send Content-Type: application/json.");
        Answer missing = demo.send("POST", "/orders", BodyPublishers.ofString(Samples.order()));
        assertProblem(missing, Problem.UNSUPPORTED_MEDIA_TYPE);
        assertThat(missing.text("/detail")).startsWith("The header Content-Type is missing.");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAlsoWhenItDoesNotSay() {
        byte[] body = new byte[OrderBody.LARGEST + 1];

        assertProblem(demo.send("POST", "/orders", BodyPublishers.ofByteArray(body), Client.withType()),
                Problem.PAYLOAD_TOO_LARGE);
        assertProblem(demo.send("POST", "/orders", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                Client.withType()), Problem.PAYLOAD_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"reference\":  | MALFORMED_JSON", "''               | MALFORMED_JSON", "[]               | INVALID_ORDER",
        "{\"pan\":1}      | CARD_DATA_NOT_ACCEPTED"})
    void whatIsNoOrderIsRefused(String body, Problem problem) {
        assertProblem(demo.post(body), problem);
    }

    @Test
    void allThatIsWrongWithAnOrderIsSaidAtOnce() {
        Answer answer = demo.post(Samples.order().replace("\"USD\"", "\"usd\"").replace("\"GB\"", "7"));

        assertProblem(answer, Problem.INVALID_ORDER);
        assertThat(answer.json().at("/errors")).extracting(error -> error.at("/pointer").asString())
                .containsExactly("/currency", "/shipTo/country");
        assertThat(answer.text("/errors/0/detail")).contains("ISO 4217");
    }

    @Test
    void aTotalThatDoesNotFitIsRefused() {
        Answer answer = demo.post(Samples.order().replace("\"quantity\":10", "\"quantity\":9223372036854775807"));

        assertProblem(answer, Problem.INVALID_ORDER);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/lines");
    }

    @Test
    void whatNobodyExpectedIsSaidWithoutDetails() {
        assertProblem(nobody.get("/broken/unexpected"), Problem.INTERNAL_ERROR);
    }

    @Test
    void whatTheContainerSendsIsAProblemToo() {
        Answer answer = nobody.get("/broken/sent-by-the-container");

        assertThat(answer.status()).isEqualTo(507);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("/type")).isEqualTo("/problems/internal-error");
        assertThat(answer.text("/instance")).isEqualTo("/broken/sent-by-the-container");
        assertThat(answer.raw().body()).doesNotContain("secret");
    }

    @Test
    void aProblemKnowsTheCallersTrace() {
        Answer answer = nobody.get("/orders", "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(answer.text("/traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "NONSENSE\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n", "GET /../.. HTTP/1.1\r\nHost: a\r\n\r\n"})
    void whatIsNoHttpIsAProblem(String request) throws IOException {
        assertRawProblem(request, 400);
    }

    @Test
    void headersThatAreTooLargeAreAProblem() throws IOException {
        assertRawProblem("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9_000) + "\r\n\r\n", 400);
    }

    @Test
    void aBodyThatIsBrokenOffIsAProblem() throws IOException {
        assertRawProblem("POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + HttpTest.DEMO_KEY + "\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n", 400);
    }

    private void assertRawProblem(String request, int status) throws IOException {
        String answer = raw(request);
        assertThat(answer).startsWith("HTTP/1.1 " + status).containsIgnoringCase(
                "content-type: application/problem+json");
        var problem = new JsonMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.at("/type").asString()).isEqualTo("/problems/invalid-request");
        assertThat(problem.at("/traceId").asString()).matches("[0-9a-f]{32}");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeLeadsToAPageThatExplainsIt(Problem problem) {
        Answer page = nobody.get(problem.type());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.raw().body()).contains("<h1>" + HtmlUtils.htmlEscape(problem.title()) + "</h1>",
                "How to mend it", problem.type());
        assertThat(nobody.get("/problems").raw().body()).contains("href=\"" + problem.type() + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus"})
    void operatorsSeeHowItIsWithoutAKey(String path) {
        assertThat(nobody.get(path).status()).isEqualTo(200);
    }
}
