package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What clients are told when the gateway is about to stop. That the web server stops behind it, its phase says. */
class LastCallTest {

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final LastCall lastCall = new LastCall(() -> now);

    private @Nullable String connection() {
        var response = new MockHttpServletResponse();
        try {
            lastCall.doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return response.getHeader("Connection");
    }

    @Test
    void clientsKeepTheirConnectionsAsLongAsTheGatewayWorks() {
        lastCall.start();

        assertThat(connection()).isNull();
        assertThat(lastCall.isRunning()).isTrue();
    }

    @Test
    @Timeout(20)
    void whoeverAsksWhileTheGatewayIsAboutToStopIsSentElsewhere() throws InterruptedException {
        lastCall.start();
        connection();

        Thread stop = Thread.ofVirtual().start(lastCall::stop);
        await().until(() -> "close".equals(connection()));

        stop.join();
        assertThat(connection()).isEqualTo("close");
        assertThat(lastCall.isRunning()).isFalse();
    }

    @Test
    void theLastCallComesBeforeTheWebServerStops() {
        assertThat(lastCall.getPhase()).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    @Test
    @Timeout(20)
    void itSendsClientsAwayAlsoWhenNobodyHasAskedForLongerThanAConnectionLives() {
        lastCall.start();
        connection();
        now = now.plus(Duration.ofSeconds(20));

        lastCall.stop();

        assertThat(connection()).isEqualTo("close");
    }
}
