package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoadTest {

    private final Lab lab = Lab.fresh();

    @Test
    void theMostThatWereInFlightAtOnceAreRemembered() {
        lab.inject("{'provider': 'fraud', 'operation': 'score', 'kind': 'hang', 'count': 3}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3; i++) {
                threads.execute(() -> assertThatThrownBy(() -> lab.score(Lab.HONEST)));
            }
            await().until(() -> score().path("inFlight").asInt() == 3);
            lab.request("DELETE", "/control/faults", "");
        }
        lab.score(Lab.HONEST);

        assertThat(score().path("peak").asInt()).isEqualTo(3);
        assertThat(score().path("requests").asLong()).isEqualTo(4);
        assertThat(score().path("inFlight").asInt()).isZero();
    }

    @Test
    void theMedianIsWhatHalfOfTheRequestsTookAtMost() {
        for (int seconds : new int[]{1, 2, 30}) {
            lab.inject("{'provider': 'fraud', 'operation': 'score', 'kind': 'hang', 'count': 1}");
            long before = score().path("requests").asLong();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.execute(() -> assertThatThrownBy(() -> lab.score(Lab.HONEST)));
                await().until(() -> score().path("requests").asLong() > before);
                lab.clock().advance(Duration.ofSeconds(seconds));
                lab.request("DELETE", "/control/faults", "");
            }
        }
        await().until(() -> score().path("inFlight").asInt() == 0);

        assertThat(score().path("medianMs").asDouble()).isCloseTo(2_000, withinPercentage(0.1));
    }

    @Test
    void clearingBeginsToCountAnew() {
        lab.score(Lab.HONEST);

        assertThat(lab.request("DELETE", "/control/load", "").statusCode()).isEqualTo(204);

        assertThat(score().path("requests").asLong()).isZero();
        assertThat(score().path("peak").asInt()).isZero();
        assertThat(score().path("medianMs").asDouble()).isZero();
    }

    @Test
    void whoComesBackSoonerThanToldIsCounted() {
        lab.inject("{'provider': 'fraud', 'operation': 'score', 'kind': 'status', 'status': 429, 'retryAfter': 5,"
                + " 'count': 2}");
        lab.score(Lab.HONEST);
        lab.clock().advance(Duration.ofSeconds(4));
        lab.score(Lab.HONEST);
        lab.score(Lab.HONEST.replace("o-1", "o-2"));
        lab.clock().advance(Duration.ofSeconds(5));
        lab.score(Lab.HONEST);

        assertThat(lab.get("/control/load").path("early").asLong()).isEqualTo(1);
    }

    private JsonNode score() {
        return lab.get("/control/load").path("operations").valueStream()
                .filter(operation -> operation.path("operation").asString().equals("score")).findFirst().orElseThrow();
    }
}
