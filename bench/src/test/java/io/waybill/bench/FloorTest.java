package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.bench.OutsideWorld.Call;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FloorTest {

    private static final Pipeline ONE_PAYMENT = PipelineFile.parse("""
            pipeline:
              agents:
                - name: validator
                - name: inventory_agent
                - name: fraud_agent
                - name: payment_agent
                - name: tracking_agent
                - name: notifier
            """, "test.yaml", Set.of());

    @Test
    void whatRunsSideBySideTakesAsLongAsTheSlowest() {
        assertThat(Floor.of(PipelineFile.standard(), latencies(1200, 2, 3001, 300)))
                .isEqualTo(new Floor(Duration.ofMillis(3303), List.of("payment_authorize", "payment_capture")));
        assertThat(Floor.of(PipelineFile.standard(), latencies(5000, 2, 3001, 300)))
                .isEqualTo(new Floor(Duration.ofMillis(5300), List.of("fraud_agent", "payment_capture")));
    }

    @Test
    void whatComesOneAfterTheOtherAddsUp() {
        assertThat(Floor.of(ONE_PAYMENT, latencies(1200, 2, 3000, 300)).time()).isEqualTo(Duration.ofMillis(4202));
    }

    @Test
    void whatTrailsHoldsNobodyBack() {
        Map<Call, Duration> slowMail = Map.of(new Call("sendgrid", "send"), Duration.ofMinutes(1),
                new Call("stripe", "capture"), Duration.ofMillis(300));

        assertThat(Floor.of(PipelineFile.standard(), slowMail).time()).isEqualTo(Duration.ofMillis(300));
    }

    private static Map<Call, Duration> latencies(int score, int create, int confirm, int capture) {
        return Map.of(new Call("fraud", "score"), Duration.ofMillis(score),
                new Call("stripe", "create"), Duration.ofMillis(create),
                new Call("stripe", "confirm"), Duration.ofMillis(confirm),
                new Call("stripe", "capture"), Duration.ofMillis(capture));
    }
}
