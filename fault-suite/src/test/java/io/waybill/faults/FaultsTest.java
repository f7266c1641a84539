package io.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.fleet.OwnHome;
import io.waybill.fleet.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A few of the faults, each short, on one small fleet; {@code ./waybill faults} runs all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

    private static final long SEED = 17;
    private static final double PER_SECOND = 15;

    private final PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private @Nullable Site site;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws InterruptedException, IOException {
        Site opened = Site.open(OwnHome.fresh(home), Map.of(Service.PAYMENT, 2), Shape.USUAL, System.getenv(), console);
        site = opened;
        new Trial(opened, PER_SECOND).warmUp(new Random(SEED));
    }

    @AfterAll
    void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void aServiceThatIsKilledLosesNothingAndDoesNothingTwice() throws Exception {
        holds("kills", new ProcessFaults.RandomKills(1), "take-over <= 5 s");
    }

    @Test
    void ordersThatRedisForgotStartOver() throws Exception {
        holds(Known.REDIS_FLUSHED);
    }

    @Test
    void nothingIsAcceptedWhilePostgresIsDead() throws Exception {
        holds(Known.POSTGRES_KILLED);
    }

    @Test
    void aChargeWhoseAnswerWasLostIsTheOnlyOne() throws Exception {
        holds(Known.CHARGED_AND_GONE);
    }

    @Test
    void stripeIsAskedWhatStandsBeforeAnythingIsDecided() throws Exception {
        holds(Known.STRIPE_TROUBLE);
    }

    @Test
    void poisonIsSetAsideAndDelaysNobody() throws Exception {
        holds(Known.POISON);
    }

    private void holds(Known fault) throws Exception {
        holds(fault.title(), fault.make(), fault.must());
    }

    private void holds(String title, Fault fault, String must) throws Exception {
        var printed = new StringWriter();
        var table = new Table(new PrintWriter(printed));
        table.begin(title);
        Verdict verdict = new Trial(Objects.requireNonNull(site), PER_SECOND).of(title, fault,
                new Random(SEED));
        table.end(must, verdict);
        console.print(printed);
        console.flush();
        assertThat(verdict.held()).as(printed.toString()).isTrue();
    }
}
