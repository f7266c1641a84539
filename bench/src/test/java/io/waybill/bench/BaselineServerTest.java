package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BaselineServerTest {

    private static final String BODY = """
            {"reference":"PO-1","currency":"USD","customer":{"id":"C-1","email":"%s"},"shipTo":{"country":"GB"},
             "lines":[{"sku":"A-1","quantity":1,"unitPrice":100}],"paymentMethod":"pm_card_visa"}""";
    private static final Wish GOOD = new Wish(1, BODY.formatted("ada@example.com"));
    private static final Wish FRAUD = new Wish(1, BODY.formatted("fraud@example.com"));

    private final OldSystem old = new OldSystem(List.of("A-1"));

    @AfterEach
    void stop() {
        old.close();
    }

    @Test
    void aWorkerIsOneRequestsOwnUntilItsEnd() throws Exception {
        old.fault("{'provider': 'fraud', 'operation': 'score', 'kind': 'hang', 'count': 1}");
        try (var server = new BaselineServer(old.chain(), 0, 1).start();
                var client = client(server, Duration.ofMinutes(1));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Ending> first = clients.submit(() -> client.place(GOOD, () -> {}));
            old.awaitInFlight("score");
            assertThat(client(server, Duration.ofMillis(300)).place(GOOD, () -> {}).kind()).isEqualTo("given up");
            assertThat(old.requests("score")).isEqualTo(1); // nobody has even begun with the second

            old.noFaults();
            assertThat(first.get()).isEqualTo(Ending.refused(502));
        }
    }

    @Test
    void theAnswerIsTheEnd() throws IOException, InterruptedException {
        try (var server = new BaselineServer(old.chain(), 0, 2).start();
                var client = client(server, Duration.ofMinutes(1))) {
            assertThat(client.place(GOOD, () -> {})).isEqualTo(Ending.COMPLETED);
            assertThat(client.place(FRAUD, () -> {})).isEqualTo(Ending.of("rejected", "fraud"));
            assertThat(client.place(new Wish(0, "{}"), () -> {})).isEqualTo(Ending.refused(400));
        }
    }

    private static BaselineClient client(BaselineServer server, Duration patience) {
        return new BaselineClient(URI.create("http://127.0.0.1:%d/orders".formatted(server.port())), patience);
    }
}
