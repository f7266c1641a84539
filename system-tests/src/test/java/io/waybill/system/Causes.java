package io.waybill.system;

import static io.waybill.system.Effect.falls;
import static io.waybill.system.Effect.grows;
import static io.waybill.system.Effect.reaches;
import static io.waybill.system.Effect.rises;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What happens to the fleet one after the other. Together they move every panel. */
final class Causes {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MORE_THAN_A_POOL = 40;
    private static final String NOTIFIER_STREAM = "wb:{0}:stream:notifier";
    private static final String FRAUD_STREAM = "wb:{0}:stream:fraud_agent";

    private Causes() {}

    static List<Cause> all() {
        return Stream.concat(Stream.of(ORDERS_COME_IN), underLoad().stream()).toList();
    }

    static List<Cause> underLoad() {
        return List.of(FRAUD_SERVICE_HANGS, STRIPE_IS_BUSY, AGENT_IS_PAUSED, UNREAD_ENTRY_IS_DELETED,
                POISON, INSTANCE_DIES, ENTRIES_COME_AGAIN, REDIS_IS_EMPTIED, TABLE_IS_LOCKED, SESSIONS_ARE_OPENED,
                CHARGED_TWICE);
    }

    static final Cause ORDERS_COME_IN = Cause.of("orders come in, and some are declined", fleet -> {
        fleet.customers().begin();
        return null;
    }, rises("How many orders come in, and how do they end?", "status", "completed"),
            rises("Why don't orders complete?", "reason", "payment_declined"),
            rises("How long does an order take?"), rises("How long does each step take?", "agent", "payment_authorize"),
            rises("How long do orders wait for each agent?", "agent", "validator"),
            rises("How far do orders get?", "agent", "tracking_agent"),
            rises("What are merchants told?", "status", "202"),
            rises("How long does the gateway take to accept an order?"),
            rises("How long do calls take?", "operation", "confirm"),
            rises("How many calls does each provider get?", "provider", "sendgrid"),
            rises("Which calls fail?", "status", "402"), grows("How busy are the processes?", "job", "gateway"),
            grows("How full is the heap?"), grows("For how much of the time does the collector stop a process?"),
            rises("How many share a commit?"), grows("How full is Redis?"), grows("How big is the database?"));

    private static final Cause FRAUD_SERVICE_HANGS = Cause.of("the fraud service hangs",
            fault("fraud", "score", "hang", ""), rises("Whose gate is shut?", "agent", "fraud_agent"),
            rises("For how much of the time was it shut?", "agent", "fraud_agent"),
            rises("Which steps are tried again?", "agent", "fraud_agent", "result", "outage"),
            rises("How many are in hand?", "agent", "fraud_agent"), rises("Unfinished orders"),
            reaches(11, "Oldest unfinished order"))
            .then(falls("Order time: budget left"));

    private static final Cause STRIPE_IS_BUSY = Cause.of("Stripe answers with 429, and loses answers", fleet -> {
        fault("stripe", "capture", "drop_answer", ", \"rate\": 0.3").in(fleet);
        return fault("stripe", "create", "status", ", \"status\": 429, \"rate\": 0.3").in(fleet);
    }, rises("Who asks us to slow down?", "provider", "stripe"),
            rises("How often was a payment's fate unknown?", "operation", "capture"));

    private static final Cause AGENT_IS_PAUSED = Cause.of("an agent is paused", pause("tracking_agent"),
            reaches(3, "Whose gate is shut?", "agent", "tracking_agent"),
            rises("How many orders are unread?", "agent", "tracking_agent"), rises("Unread orders"),
            rises("How long has the oldest waited?", "agent", "tracking_agent"), rises("Oldest entry"));

    private static final Cause UNREAD_ENTRY_IS_DELETED = Cause.of("an entry is deleted that nobody has read", fleet -> {
        AutoCloseable pause = pause("notifier").in(fleet);
        Awaitility.await().atMost(LONGEST).until(() -> fleet.prometheus().ask(
                "waybill_stream_lag{agent=\"notifier\"} > 20"), unread -> !unread.isEmpty());
        var redis = fleet.redis();
        redis.xrevrange(NOTIFIER_STREAM, Range.unbounded(), Limit.from(5))
                .forEach(entry -> redis.xdel(NOTIFIER_STREAM, entry.getId()));
        return pause;
    }, rises("Agents whose backlog is unknown"), rises("What did the relay put back?", "look", "sent_again"));

    private static final Cause POISON = Cause.of("entries come that nobody can make sense of", fleet -> {
        var redis = fleet.redis();
        IntStream.range(0, 5).forEach(_ -> redis.xadd("wb:{0}:stream:validator", Map.of("order", "no-uuid")));
        return null;
    }, rises("Parked steps and entries"), rises("What waits for a person?", "agent", "validator"));

    private static final Cause INSTANCE_DIES = Cause.of("an instance dies with orders in hand", fleet -> {
        AutoCloseable heal = fault("fraud", "score", "delay", ", \"delayMs\": 2000").in(fleet);
        Awaitility.await().atMost(LONGEST)
                .until(() -> fleet.redis().xpending(FRAUD_STREAM, "fraud_agent").getConsumerMessageCount()
                        .keySet().stream().anyMatch(consumer -> consumer.startsWith(WatchedFleet.SECOND)));
        fleet.second().destroyForcibly();
        return heal;
    }, rises("What was taken over from dead instances?", "agent", "fraud_agent"),
            falls("Which instances are up?", "job", "fraud-agent"));

    private static final Cause ENTRIES_COME_AGAIN = Cause.of("entries come again that were done", fleet -> {
        String done = fleet.endedOrder();
        var redis = fleet.redis();
        IntStream.range(0, 50).forEach(_ -> redis.xadd(FRAUD_STREAM,
                Map.of("order", done, "life", "1")));
        return null;
    }, rises("What was ignored as a repeat?", "agent", "fraud_agent"));

    private static final Cause REDIS_IS_EMPTIED = Cause.of("Redis is emptied while orders are in hand", fleet -> {
        AutoCloseable heal = fault("fraud", "score", "delay", ", \"delayMs\": 2000").in(fleet);
        Awaitility.await().atMost(LONGEST)
                .until(() -> fleet.redis().xpending(FRAUD_STREAM, "fraud_agent").getCount() > 3);
        fleet.redis().flushall();
        return heal;
    }, rises("What did the relay put back?", "look", "gone"));

    private static final Cause TABLE_IS_LOCKED = Cause.of("nobody can read or write orders", fleet -> {
        var locked = new AtomicBoolean(true);
        Connection connection = session(fleet);
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table ledger.orders in access exclusive mode");
        IntStream.range(0, MORE_THAN_A_POOL).forEach(_ -> Thread.ofVirtual().start(() -> {
            while (locked.get()) {
                fleet.fleet().gateway().send("GET", "/orders", "");
            }
        }));
        return () -> {
            locked.set(false);
            connection.close();
        };
    }, rises("What are merchants told?", "status", "503"), falls("Intake: budget left"),
            rises("How many connections to PostgreSQL are in use?", "pool", "ledger"),
            rises("Who waits for a connection to PostgreSQL?", "pool", "ledger"),
            rises("How long is a connection waited for?", "pool", "ledger"));

    private static final Cause SESSIONS_ARE_OPENED = Cause.of("somebody opens sessions in the database", fleet -> {
        var sessions = new ArrayList<Connection>();
        for (int session = 0; session < 10; session++) {
            sessions.add(session(fleet));
        }
        return () -> {
            for (Connection session : sessions) {
                session.close();
            }
        };
    }, grows("Is there room for more connections?"));

    private static final Cause CHARGED_TWICE = Cause.of("a card is charged behind Waybill's back", fleet -> {
        String order = fleet.endedOrder();
        fleet.fleet().simulators().charge(order, 2550);
        return null;
    }, rises("Is anything violated?"));

    private static Connection session(WatchedFleet fleet) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + fleet.fleet().port("POSTGRES") + "/waybill",
                "ledger", "waybill");
    }

    static Cause.Trouble fault(String provider, String operation, String kind, String more) {
        return fleet -> {
            fleet.fleet().simulators().fault("{\"provider\": \"%s\", \"operation\": \"%s\", \"kind\": \"%s\"%s}"
                    .formatted(provider, operation, kind, more));
            return () -> fleet.fleet().simulators().heal();
        };
    }

    private static Cause.Trouble pause(String agent) {
        return fleet -> {
            fleet.fleet().gateway().post("/ops/agents/" + agent + "/pause", "{\"reason\": \"a test\"}");
            return () -> fleet.fleet().gateway().post("/ops/agents/" + agent + "/resume", "{}");
        };
    }
}
