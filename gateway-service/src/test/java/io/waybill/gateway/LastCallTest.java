package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What clients are told when the gateway is about to stop. That the web server stops behind it, its phase says. */
class LastCallTest {

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final List<Duration> waits = new ArrayList<>();
    private final List<@Nullable String> meanwhile = new ArrayList<>();
    private final LastCall lastCall = new LastCall(() -> now, this::pass);

    private void pass(Duration duration) {
        waits.add(duration);
        meanwhile.add(connection());
    }

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
    void whoeverAsksWhileTheGatewayIsAboutToStopIsSentElsewhereAndHasAMomentForIt() {
        lastCall.start();
        connection();

        lastCall.stop();

        assertThat(waits).containsExactly(Duration.ofSeconds(2));
        assertThat(meanwhile).containsExactly("close");
        assertThat(connection()).isEqualTo("close");
        assertThat(lastCall.isRunning()).isFalse();
    }

    @Test
    void itWaitsAsLongAsSomebodyMayHoldAConnection() {
        lastCall.start();
        connection();
        now = now.plus(Duration.ofSeconds(20)).minusMillis(1);

        lastCall.stop();

        assertThat(waits).hasSize(1);
    }

    @Test
    void theLastCallComesBeforeTheWebServerStops() {
        assertThat(lastCall.getPhase()).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    @Test
    void whenNobodyHasAskedForLongerThanAConnectionLivesItDoesNotWaitAndStillSendsClientsAway() {
        lastCall.start();
        connection();
        now = now.plus(Duration.ofSeconds(20));

        lastCall.stop();

        assertThat(waits).isEmpty();
        assertThat(connection()).isEqualTo("close");
    }
}
