package io.waybill.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.contracts.AgentDefinition;
import io.waybill.contracts.Order;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import io.waybill.runtime.Delivery;
import io.waybill.runtime.NotYetException;
import io.waybill.runtime.Outcome;
import io.waybill.runtime.PermanentFailureException;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class NotifierAgentTest {

    private static JdbcClient jdbc;

    private final FakeChannel mail = new FakeChannel("mail");
    private final FakeChannel slack = new FakeChannel("slack");
    private final Order order = Orders.order();
    private final NotifierAgent agent = agent(Duration.ofSeconds(20));

    @BeforeAll
    static void database() {
        var source = new DriverManagerDataSource(TestServers.postgres().newDatabase(), "notifier", "waybill");
        Flyway.configure().dataSource(source).defaultSchema("notifier").createSchemas(false)
                .locations("classpath:db/notifier").load().migrate();
        jdbc = JdbcClient.create(source);
    }

    @Test
    void everyChannelIsToldOnceAndRecorded() throws Exception {
        assertThat(agent.handle(delivery())).isEqualTo(Outcome.done());
        assertThat(agent.handle(delivery())).isEqualTo(Outcome.done());

        assertThat(mail.sent).singleElement()
                .satisfies(sent -> assertThat(sent.letter()).contains("CA473124829GB"));
        assertThat(slack.sent).hasSize(1);
        assertThat(recorded()).containsOnly(Map.entry("mail", "mail-1"), Map.entry("slack", "slack-1"));
    }

    @Test
    void ofTwoDeliveriesAtOnceOneSends() throws Exception {
        var sending = new CountDownLatch(2);
        var release = new CountDownLatch(1);
        mail.behaves(() -> hold(sending, release));
        slack.behaves(() -> hold(sending, release));
        var first = new FutureTask<>(() -> agent.handle(delivery()));
        Thread.ofVirtual().start(first);
        sending.await();

        assertThatThrownBy(() -> agent.handle(delivery())).isInstanceOf(NotYetException.class);
        release.countDown();
        assertThat(first.get()).isEqualTo(Outcome.done());

        assertThat(agent.handle(delivery())).isEqualTo(Outcome.done());
        assertThat(mail.sent).hasSize(1);
        assertThat(slack.sent).hasSize(1);
        assertThat(claims()).isZero();
    }

    @Test
    void whoDiesWhileSendingKeepsOthersFromItForTheLengthOfATry() throws Exception {
        new Messages(jdbc).claim(order.id(), List.of("mail", "slack"), Duration.ofHours(1));
        assertThatThrownBy(() -> agent.handle(delivery())).isInstanceOf(NotYetException.class);
        jdbc.sql("update notifier.sending set until = now()").update();

        assertThat(agent.handle(delivery())).isEqualTo(Outcome.done());
        assertThat(mail.sent).hasSize(1);
        assertThat(claims()).isZero();
    }

    @Test
    void whatCouldNotBeRecordedIsRecordedByTheNextTryAndNotSentAgain() throws Exception {
        var away = new AtomicBoolean(true);
        var forgetful = new NotifierAgent(PipelineFile.standard(), new Messages(jdbc) {
            @Override
            void record(UUID order, Claim claim, Map<String, String> providerIds) {
                if (away.get()) {
                    throw new CannotGetJdbcConnectionException("PostgreSQL is away");
                }
                super.record(order, claim, providerIds);
            }
        }, List.of(mail, slack));
        assertThatThrownBy(() -> forgetful.handle(delivery())).isInstanceOf(CannotGetJdbcConnectionException.class);
        assertThatThrownBy(() -> forgetful.handle(delivery())).isInstanceOf(CannotGetJdbcConnectionException.class);
        away.set(false);

        assertThat(forgetful.handle(delivery())).isEqualTo(Outcome.done());

        assertThat(recorded()).containsOnly(Map.entry("mail", "mail-1"), Map.entry("slack", "slack-1"));
        assertThat(claims()).isZero();
    }

    @Test
    void whoWakesTooLateEndsNobodyElsesClaim() {
        var messages = new Messages(jdbc);
        Messages.Claim late = messages.claim(order.id(), List.of("mail"), Duration.ZERO);
        messages.claim(order.id(), List.of("mail"), Duration.ofHours(1));

        messages.record(order.id(), late, Map.of());

        assertThat(claims()).isEqualTo(1);
    }

    private static void hold(CountDownLatch sending, CountDownLatch release) throws InterruptedException {
        sending.countDown();
        release.await();
    }

    private long claims() {
        return jdbc.sql("select count(*) from notifier.sending where order_id = :order").param("order", order.id())
                .query(Long.class).single();
    }

    @Test
    void channelsAreToldSideBySide() throws Exception {
        var both = new CountDownLatch(2);
        mail.behaves(() -> meet(both));
        slack.behaves(() -> meet(both));

        assertThat(agent.handle(delivery())).isEqualTo(Outcome.done());
    }

    @Test
    void aChannelThatFailsIsTriedAgainAloneWhileTheOtherStaysSent() throws Exception {
        slack.behaves(() -> {
            throw new IOException("Slack answered 503");
        });

        assertThatThrownBy(() -> agent.handle(delivery())).isInstanceOf(IOException.class);
        assertThat(recorded()).containsOnlyKeys("mail");

        slack.behaves(() -> {});
        assertThat(agent.handle(delivery())).isEqualTo(Outcome.done());
        assertThat(mail.sent).hasSize(1);
        assertThat(recorded()).containsOnlyKeys("mail", "slack");
    }

    @Test
    void aChannelThatHangsIsGivenUpInTimeToRecordTheOther() throws Exception {
        slack.behaves(() -> new CountDownLatch(1).await());

        assertThatThrownBy(() -> agent(Duration.ofMillis(400)).handle(delivery()))
                .isInstanceOf(TimeoutException.class).hasMessageContaining("slack").hasMessageContaining("300 ms");
        assertThat(recorded()).containsOnlyKeys("mail");
    }

    @Test
    void whatWasSentBeforeAnInterruptIsRecorded() throws Exception {
        slack.behaves(() -> new CountDownLatch(1).await());
        var handling = new FutureTask<>(() -> agent.handle(delivery()));
        Thread thread = Thread.ofVirtual().start(handling);
        Awaitility.await().until(() -> !mail.sent.isEmpty() && !slack.sent.isEmpty());
        thread.interrupt();

        Awaitility.await().until(handling::isDone);
        assertThat(handling.exceptionNow()).isInstanceOf(InterruptedException.class);
        assertThat(recorded()).containsOnlyKeys("mail");
    }

    @Test
    void whatPassesIsTriedAgainBeforeAPersonIsAskedForTheRest() {
        mail.behaves(() -> {
            throw new PermanentFailureException("set SENDGRID_API_KEY", new IOException());
        });
        slack.behaves(() -> {
            throw new IOException("Slack answered 503");
        });

        assertThatThrownBy(() -> agent.handle(delivery())).isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement()
                        .isInstanceOf(PermanentFailureException.class));
    }

    @Test
    void aChannelThatNeedsAPersonDoesNotLoseTheOthersRecord() {
        mail.behaves(() -> {
            throw new PermanentFailureException("set SENDGRID_API_KEY", new IOException());
        });

        assertThatThrownBy(() -> agent.handle(delivery())).isInstanceOf(PermanentFailureException.class);
        assertThat(recorded()).containsOnlyKeys("slack");
    }

    @Test
    void anOrderThatWasStartedOverIsToldOfWithoutItsShipment() throws Exception {
        agent.handle(delivery(Map.of()));

        assertThat(mail.sent).singleElement()
                .satisfies(sent -> assertThat(sent.letter()).doesNotContain("tracking"));
    }

    @Test
    void onlyKnownChannelsAreRecorded() {
        var messages = new Messages(jdbc);
        Messages.Claim claim = messages.claim(order.id(), List.of("mail"), Duration.ofHours(1));

        assertThatThrownBy(() -> messages.record(order.id(), claim, Map.of("pigeon", "1")))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private NotifierAgent agent(Duration timeout) {
        var usual = PipelineFile.standard();
        var agents = new ArrayList<AgentDefinition>();
        for (AgentDefinition each : usual.agents()) {
            agents.add(!each.name().equals("notifier")
                    ? each
                    : new AgentDefinition(each.name(), each.after(), timeout, each.retry(), each.concurrency(),
                            each.circuitBreaker(), each.compensation(), each.pivot(), each.trailing()));
        }
        var pipeline = new Pipeline(usual.name(), usual.concurrency(), usual.deadline(), agents);
        return new NotifierAgent(pipeline, new Messages(jdbc), List.of(mail, slack));
    }

    private Map<String, String> recorded() {
        return jdbc.sql("select channel, provider_id from notifier.message where order_id = :order")
                .param("order", order.id())
                .query((row, _) -> Map.entry(row.getString("channel"), row.getString("provider_id"))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Delivery delivery() {
        return delivery(Map.of("tracking_agent", Orders.SHIPMENT));
    }

    private Delivery delivery(Map<String, Map<String, String>> results) {
        return new Delivery(order, 1, "notifier", Instant.EPOCH, "00-0-0-01", null, results);
    }

    private static void meet(CountDownLatch latch) throws InterruptedException {
        latch.countDown();
        latch.await();
    }

    private interface Behaviour {
        void run() throws Exception;
    }

    private static final class FakeChannel implements Channel {

        private final String name;
        private final List<Confirmation> sent = new CopyOnWriteArrayList<>();
        private volatile Behaviour behaviour = () -> {};

        FakeChannel(String name) {
            this.name = name;
        }

        void behaves(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String send(Confirmation confirmation) throws Exception {
            sent.add(confirmation);
            behaviour.run();
            return name + "-" + sent.size();
        }
    }
}
