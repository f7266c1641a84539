package io.waybill.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.simulators.Simulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated SendGrid and Slack, started once for all tests. */
final class Outside {

    private static final ConfigurableApplicationContext SIMULATORS = Simulators.start("--server.port=0");
    private static final String BASE = "http://127.0.0.1:"
            + SIMULATORS.getEnvironment().getProperty("local.server.port");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Outside() {}

    static void reset() throws IOException, InterruptedException {
        call("DELETE", "/control/faults", "");
        call("DELETE", "/control/ledger", "");
    }

    /** @param fault as the contract has it, with single quotes */
    static void inject(String fault) throws IOException, InterruptedException {
        call("POST", "/control/faults", fault.replace('\'', '"'));
    }

    /** How often a fault has fired since the reset. */
    static long fired() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(call("GET", "/control/faults", "")).path("faults").valueStream()
                .mapToLong(fault -> fault.path("fired").asLong()).sum();
    }

    /** The entries of one list of the ledger that belong to the order. */
    static JsonNode[] ledger(String list, UUID order) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(call("GET", "/control/ledger", "")).path(list).valueStream()
                .filter(entry -> entry.path("orderId").asString().equals(order.toString())).toArray(JsonNode[]::new);
    }

    static SendGridSettings sendGrid() {
        return new SendGridSettings(URI.create(BASE + "/sendgrid"), "SG.secret", "orders@waybill.example",
                Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    static SlackSettings slack() {
        return slack("xoxb-secret", "#orders");
    }

    static SlackSettings slack(String token, String channel) {
        return new SlackSettings(URI.create(BASE + "/slack"), token, channel, Duration.ofSeconds(1),
                Duration.ofSeconds(5));
    }

    private static String call(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(BASE + path)).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)).build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isLessThan(300);
        return answer.body();
    }
}
