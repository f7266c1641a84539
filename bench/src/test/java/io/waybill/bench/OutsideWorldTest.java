package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.bench.OutsideWorld.Call;
import io.waybill.contracts.Address;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Line;
import io.waybill.contracts.Order;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OutsideWorldTest {

    private static final OldSystem OLD = new OldSystem(List.of("A-1"));
    private static final Call SCORE = new Call("fraud", "score");
    private static final Order ORDER = new Order(UUID.randomUUID(), "m", "PO-1", "USD",
            new Customer("C-1", null, "ada@example.com"), new Address(null, null, null, null, "GB"),
            List.of(new Line("A-1", null, 1, 100)), "pm_card_visa");

    private final OutsideWorld world = new OutsideWorld(OLD.providers());
    private final BaselineProviders providers = new BaselineProviders(OLD.providers(), 1);

    @AfterAll
    static void stop() {
        OLD.close();
    }

    @Test
    void whatProvidersTookIsKnownFromThemselves() throws Exception {
        world.becomeSlow(0, 100);
        world.countAnew();
        for (int i = 0; i < 3; i++) {
            providers.score(ORDER);
        }

        assertThat(world.medians().get(SCORE)).isBetween(Duration.ofMillis(12), Duration.ofSeconds(5));
        world.countAnew();
        assertThat(world.medians().get(SCORE)).isZero();
    }

    @Test
    void whatIsToFailFailsUntilTheWorldIsMended() throws Exception {
        world.becomeSlow(1);
        assertThatThrownBy(() -> providers.score(ORDER)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> providers.charge(ORDER)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> providers.mail(ORDER)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> providers.slack(ORDER)).isInstanceOf(IOException.class);

        world.becomeQuick();
        assertThat(providers.score(ORDER)).isLessThan(80);
        assertThat(providers.charge(ORDER)).startsWith("pi_");
    }
}
