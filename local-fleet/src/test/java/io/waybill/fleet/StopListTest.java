package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.waybill.fleet.StopList.Stage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StopListTest {

    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final StopList list = new StopList();

    @Test
    void stopsTheIntakeFirstAndTheServersLast() throws Exception {
        start(Stage.SERVERS, "redis");
        start(Stage.INTAKE, "gateway");
        start(Stage.OUTSIDE, "simulators");
        start(Stage.AGENTS, "payment");
        assertThat(list.stop()).isEmpty();
        assertThat(stopped).containsExactly("gateway", "payment", "simulators", "redis");
    }

    @Test
    void goesOnAfterWhatDoesNotStop() throws Exception {
        list.start(Stage.INTAKE, "gateway", () -> () -> {
            throw new IOException("stuck");
        });
        start(Stage.SERVERS, "redis");
        assertThat(list.stop()).containsExactly("gateway didn't stop cleanly: stuck");
        assertThat(stopped).containsExactly("redis");
    }

    @Test
    void namesWhatDoesNotStopInTimeAndNothingElse() throws Exception {
        var never = new CountDownLatch(1);
        list.start(Stage.OUTSIDE, "simulators", () -> never::await);
        start(Stage.OUTSIDE, "others");
        assertThat(list.stop()).containsExactly("simulators didn't stop within 2 s");
        assertThat(stopped).containsExactly("others");
    }

    @Test
    void startsNothingAnyMore() {
        assertThat(list.stop()).isEmpty();
        assertThatExceptionOfType(FleetException.class).isThrownBy(() -> start(Stage.AGENTS, "late"));
        assertThat(stopped).isEmpty();
    }

    @Test
    void waitsForAStartThatIsUnderWay() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        Thread starter = Thread.ofVirtual().start(() -> {
            try {
                list.start(Stage.SERVERS, "postgres", () -> {
                    begun.countDown();
                    mayEnd.await();
                    return () -> stopped.add("postgres");
                });
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        begun.await();
        Thread stopper = Thread.ofVirtual().start(() -> list.stop());
        await().until(() -> stopper.getState() == Thread.State.TIMED_WAITING);
        mayEnd.countDown();
        stopper.join();
        starter.join();
        assertThat(stopped).containsExactly("postgres");
    }

    private void start(Stage stage, String name) throws Exception {
        list.start(stage, name, () -> () -> stopped.add(name));
    }
}
