package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.runtime.WaybillService;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway that stops while its clients hold connections open and use them. */
class LastCallTest {

    private static final int CLIENTS = 4;
    private static final String KEY = "wb_demo_key";

    /** What one client saw until the listener was gone; it throws when a request got no answer. */
    private static List<Integer> askUntilGone(URI orders, CountDownLatch asking)
            throws IOException, InterruptedException {
        var seen = new ArrayList<Integer>();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(orders).header("Authorization", "Bearer " + KEY).build();
            while (true) {
                seen.add(client.send(request, BodyHandlers.discarding()).statusCode());
                if (seen.size() == 20) {
                    asking.countDown();
                }
            }
        } catch (ConnectException _) {
            return seen; // nothing was sent, so it may be sent elsewhere
        }
    }

    @Test
    @Timeout(60)
    void everyRequestGetsItsAnswerFromAGatewayThatStops() throws Exception {
        ConfigurableApplicationContext gateway = WaybillService.start(GatewayService.class, "--server.port=0",
                "--spring.datasource.url=" + TestServers.postgres().newDatabase(),
                "--spring.data.redis.port=" + TestServers.redis().port(), "--waybill.demo-key=" + KEY);
        URI orders = URI.create("http://127.0.0.1:%s/orders".formatted(
                gateway.getEnvironment().getRequiredProperty("local.server.port")));
        var asking = new CountDownLatch(CLIENTS);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var seen = new ArrayList<Future<List<Integer>>>();
            for (int i = 0; i < CLIENTS; i++) {
                seen.add(clients.submit(() -> askUntilGone(orders, asking)));
            }
            asking.await();
            gateway.close();

            for (Future<List<Integer>> each : seen) {
                assertThat(each.get()).hasSizeGreaterThan(20).containsOnly(200);
            }
        } finally {
            gateway.close();
        }
    }
}
