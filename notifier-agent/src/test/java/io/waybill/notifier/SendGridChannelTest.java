package io.waybill.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waybill.contracts.Customer;
import io.waybill.contracts.Order;
import io.waybill.runtime.PermanentFailureException;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.RetryLaterException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridChannelTest {

    private final SendGridChannel channel = new SendGridChannel(Outside.sendGrid(),
            new ProviderCalls(new SimpleMeterRegistry()));
    private final Confirmation confirmation = new Confirmation(Orders.order(), Orders.SHIPMENT);

    @BeforeEach
    void reset() throws Exception {
        Outside.reset();
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @Test
    void aMailArrivesWithTheOrdersId() throws Exception {
        String id = channel.send(confirmation);

        assertThat(Outside.ledger("mails", confirmation.order().id())).singleElement().satisfies(mail -> {
            assertThat(mail.path("id").asString()).isEqualTo(id).isNotEmpty();
            assertThat(mail.path("to").path(0).asString()).isEqualTo("ada@example.com");
            assertThat(mail.path("subject").asString()).isEqualTo(confirmation.subject());
        });
    }

    @Test
    void aMailNeedsNoName() throws Exception {
        Order order = Orders.order(confirmation.order().id(), "PO-1", null, "GBP", confirmation.order().lines());

        assertThat(channel.send(new Confirmation(order, Orders.SHIPMENT))).isNotEmpty();
    }

    @Test
    void withoutAPathInItsBaseTheClientStillFindsSendGrid() {
        // Nothing listens there; what counts is that it's asked at all, and by which address.
        var settings = new SendGridSettings(URI.create("http://localhost:1"), "SG.secret", "orders@waybill.example",
                Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (var nowhere = new SendGridChannel(settings, new ProviderCalls(new SimpleMeterRegistry()))) {
            assertThatThrownBy(() -> nowhere.send(confirmation)).isInstanceOf(IOException.class)
                    .hasMessageContaining("localhost:1");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void anOutageIsTriedAgainByTheRuntimeAndNotByTheClient(int status) throws Exception {
        Outside.inject("{'provider':'sendgrid','operation':'*','kind':'status','status':%d,'count':1}"
                .formatted(status));

        assertThatThrownBy(() -> channel.send(confirmation)).isInstanceOf(IOException.class)
                .hasMessageContaining("" + status);
        assertThat(channel.send(confirmation)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401,SENDGRID_API_KEY", "403,waybill.sendgrid.from", "404,SENDGRID_API_BASE", "400,address"})
    void whatStaysWrongIsForPeopleToMend(int status, String cure) throws Exception {
        Outside.inject("{'provider':'sendgrid','operation':'*','kind':'status','status':%d}".formatted(status));

        assertThatThrownBy(() -> channel.send(confirmation)).isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining(cure).hasMessageNotContaining("SG.secret");
    }

    @Test
    void anAddressThatSendGridRefusesIsNotRepeatedInTheError() {
        Order sound = confirmation.order();
        var order = new Order(sound.id(), sound.merchant(), sound.reference(), sound.currency(),
                new Customer("C-17", null, "ada@@example.com"), sound.shipTo(), sound.lines(), sound.paymentMethod());

        assertThatThrownBy(() -> channel.send(new Confirmation(order, Orders.SHIPMENT)))
                .isInstanceOf(PermanentFailureException.class).hasMessageNotContaining("example.com");
    }

    @Test
    void sendGridMaySayWhenToComeBack() throws Exception {
        Outside.inject("{'provider':'sendgrid','operation':'*','kind':'status','status':429,'retryAfter':7}");

        assertThatThrownBy(() -> channel.send(confirmation)).isInstanceOfSatisfying(RetryLaterException.class,
                e -> assertThat(e.delay()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void aDroppedAnswerIsNotRepeatedBehindOurBack() throws Exception {
        Outside.inject("{'provider':'sendgrid','operation':'*','kind':'drop_answer','count':1}");

        assertThatThrownBy(() -> channel.send(confirmation)).isInstanceOf(IOException.class);
        assertThat(Outside.ledger("mails", confirmation.order().id())).hasSize(1);
    }

    @Test
    void anAnswerOfAnyLengthIsBounded() throws Exception {
        Outside.inject("{'provider':'sendgrid','operation':'*','kind':'oversized'}");

        assertThat(channel.send(confirmation)).isNotNull();
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        Outside.inject("{'provider':'sendgrid','operation':'*','kind':'hang'}");
        var sending = new FutureTask<>(() -> channel.send(confirmation));
        Thread thread = Thread.ofVirtual().start(sending);
        Awaitility.await().until(() -> Outside.fired() == 1);
        thread.interrupt();

        Awaitility.await().atMost(Duration.ofSeconds(2)).until(sending::isDone);
        assertThat(sending.state()).isEqualTo(FutureTask.State.FAILED);
    }
}
