package io.waybill.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.runtime.WaybillService;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs: its port, its settings file, its tables. */
class StockRoutesTest {

    private static final String TOKEN = "let-me-in";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        service = WaybillService.start(InventoryAgent.class, "--server.port=0", "--waybill.ops-token=" + TOKEN,
                "--spring.datasource.url=" + TestServers.postgres().newDatabase(),
                "--spring.data.redis.port=" + TestServers.redis().port());
    }

    @AfterAll
    static void stop() {
        service.close();
        HTTP.close();
    }

    @Test
    void theServiceIsReady() throws Exception {
        assertThat(send(request("/actuator/health/readiness")).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsPutIsThere() throws Exception {
        String level = "{\"sku\":\"85123A\",\"onHand\":12,\"reserved\":0,\"available\":12}";

        assertThat(put("/stock/85123A", "{\"onHand\": 12}").body()).isEqualTo(level);
        assertThat(get("/stock/85123A").body()).isEqualTo(level);
        assertThat(put("/stock/85123A", "{\"onHand\": 0}").statusCode()).isEqualTo(200);
    }

    @Test
    void stockIsNotSetBelowWhatIsReserved() throws Exception {
        put("/stock/R", "{\"onHand\": 3}");
        service.getBean(Reservations.class).reserve(UUID.randomUUID(), new TreeMap<>(Map.of("R", 2L)));

        assertProblem(put("/stock/R", "{\"onHand\": 1}"), 409, "reserved");
        assertThat(put("/stock/R", "{\"onHand\": 2}").body()).contains("\"available\":0");
    }

    @Test
    void anUnknownSkuIsNotFound() throws Exception {
        assertProblem(get("/stock/nothing"), 404, "PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "12", "{\"onHand\":null}", "{\"onHand\":\"12\"}", "{\"onHand\":1.0}",
        "{\"onHand\":true}", "{\"onHand\":1e3}", "{\"onHand\":9223372036854775808}", "{\"onHand\":1,\"onHand\":2}",
        "{\"onHand\":1,\"reserved\":0}", "{\"onHand\":1} {}", "{\"onHand\":-1}"})
    void whatIsNotExactlyALevelIsRefused(String body) throws Exception {
        assertProblem(put("/stock/strict", body), 400, "onHand");
        assertThat(get("/stock/strict").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"A%2FB,A/B", "A%20B,A B", "A%3BB,A;B", "%25,%", "%C3%A9,é"})
    void anSkuMayHoldWhatPathsMustEncode(String path, String sku) throws Exception {
        assertThat(put("/stock/" + path, "{\"onHand\": 1}").body()).contains("\"sku\":\"" + sku + "\"");
        assertThat(get("/stock/" + path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "%00", "a%0Ab"})
    void whatNoOrderCanHoldIsNoSku(String sku) throws Exception {
        assertThat(put("/stock/" + sku, "{\"onHand\":1}").statusCode()).isEqualTo(400);
    }

    @Test
    void methodsPathsAndTypesThatAreNotServedAreProblemsToo() throws Exception {
        assertProblem(send(authorized("/stock/A").DELETE()), 405, "DELETE");
        assertProblem(send(authorized("/stock/A").header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("12"))), 415, "text/plain");
        assertProblem(send(authorized("/nothing/here")), 404, "nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "let-me-in", "Basic let-me-in", "Bearer", "Bearer let-me-i", "Bearer let-me-in2"})
    void withoutTheTokenNobodyIsLetIn(String authorization) throws Exception {
        var response = send(request("/stock/A").header("Authorization", authorization));

        assertProblem(response, 401, "WAYBILL_OPS_TOKEN");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(response.body()).doesNotContain(TOKEN);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"status\":" + status).contains(detail);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(authorized(path));
    }

    private static HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send(authorized(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + TOKEN);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + service.getEnvironment().getProperty("local.server.port") + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
