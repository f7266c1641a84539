package io.waybill.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Every way to hurt the fleet that the suite knows, and what must hold besides the invariants. */
enum Known {

    RANDOM_KILLS(1, Area.PROCESSES, 70, "take-over <= 5 s", () -> new ProcessFaults.RandomKills(10)),
    SERVICE_GONE(2, Area.PROCESSES, 50, "orders wait; drained in <= 2 x the outage", ProcessFaults.OneServiceGone::new),
    ROLLING_RESTART(3, Area.PROCESSES, 120, "no 5xx; handed over <= 2 s; exit 0 in <= 25 s", ProcessFaults.RollingRestart::new),
    ZOMBIE(4, Area.PROCESSES, 55, "its late outcome changes nothing", ProcessFaults.Zombie::new),
    REDIS_KILLED(5, Area.REDIS, 12, "intake >= 99.9 %; at work <= 5 s after", RedisFaults.Kill::new),
    REDIS_TAIL_LOST(6, Area.REDIS, 10, "repaired <= 60 s", RedisFaults.LostTail::new),
    REDIS_FLUSHED(7, Area.REDIS, 25, "all unfinished end <= 60 s after", RedisFaults.Flush::new),
    REDIS_REPLICA_LAGGED(8, Area.REDIS, 10, "duplicates absorbed; repaired <= 60 s", RedisFaults.LaggingReplica::new),
    REDIS_EMPTY(9, Area.REDIS, 25, "all unfinished end <= 60 s after", RedisFaults.Empty::new),
    REDIS_HANGS(10, Area.REDIS, 25, "gateway p99 <= 500 ms, no pile-up of threads", RedisOutages.Hang::new),
    REDIS_FULL(11, Area.REDIS, 25, "intake goes on; drains by itself", RedisOutages.Full::new),
    REDIS_ANSWERS_LOST(12, Area.REDIS, 35, "duplicates only, absorbed", RedisOutages.LostAnswers::new),
    POSTGRES_KILLED(13, Area.POSTGRES, 15, "503 + Retry-After while down; recovers <= 10 s", PostgresFaults.Kill::new),
    POSTGRES_SESSIONS_ENDED(14, Area.POSTGRES, 25, "unknown commits resolved: no request unanswered", PostgresFaults.Terminations::new),
    POSTGRES_POOL_EXHAUSTED(15, Area.POSTGRES, 15, "503 in <= 1 s; recovers <= 10 s", PostgresFaults.PoolExhausted::new),
    POSTGRES_DISK_FULL(16, Area.POSTGRES, 20, "503 or accepted, nothing between; recovers <= 10 s", PostgresFaults.DiskFull::new),
    ONE_SKU(17, Area.ORDERS, 15, "exactly 100 of 500 completed, p99 <= 2 s", OrderFaults.OneSku::new),
    SLOW_PAYMENT(18, Area.PROVIDERS, 45, "timeout, breaker opens, other agents unaffected: p99 <= 2 s", ProviderFaults.SlowPayment::new),
    CHARGED_AND_GONE(19, Area.PROVIDERS, 25, "exactly one charge, order goes on", ProviderFaults.ChargedAndGone::new),
    STRIPE_TROUBLE(20, Area.PROVIDERS, 25, "Retry-After honoured; asks before deciding", ProviderFaults.StripeTrouble::new),
    FRAUD_BROKEN(21, Area.PROVIDERS, 60, "no order rejected for it; no big answer kept; drains <= 60 s, no storm", () -> new FraudFaults.Broken(
            Duration.ofSeconds(30))),
    DELIVERED_THRICE(22, Area.REDIS, 30, "same ends as a clean run", StreamFaults.ThriceShuffled::new),
    POISON(23, Area.ORDERS, 20, "parked, replay works; the cursed undone at its deadline; neighbours delayed < 1 s", Poison::new),
    CLOCK_SKEWED(24, Area.PROCESSES, 45, "no early expiry, no double attempt", ClockFaults.Skewed::new),
    UNDO_INTERRUPTED(25, Area.PROCESSES_AND_REDIS, 40, "stock and money back exactly once", OrderFaults.UndoInterrupted::new),
    SENDGRID_GONE(26, Area.PROVIDERS, 35, "no paid order undone; all mail sent after, one each; drains <= 60 s", () -> new ProviderFaults.SendGridGone(
            Duration.ofSeconds(30))),
    INVENTORY_TABLES_SLOW(27, Area.POSTGRES, 35, "orders wait, none rejected; other agents p99 <= 2 s", SlowTables::new),
    ALL_FAIL_AT_RANDOM(28, Area.PROVIDERS, 35, "no merchant sees it; every good order completes", () -> new RandomFailures(
            0, Duration.ofSeconds(30))),

    FLUSHALL(0, Area.REDIS, 0, "10,000 unfinished orders settled <= 60 s after", Scenarios.FlushOfMany::new),
    PAYMENT_KILLS(0, Area.PROCESSES, 0, "one charge an order; take-over <= 5 s", Scenarios.PaymentKills::new),
    TWO_INSTANCES(0, Area.ORDERS, 0, "all end, none twice; each instance has its share", Scenarios.Shared::new),
    CLUSTER(0, Area.ORDERS, 0, "the same with 4 partitions on Redis Cluster", Scenarios.Shared::new),
    PIPELINE_CHANGE(0, Area.PROCESSES, 150, "no 5xx; each order ends by the version it began with", PipelineChange::new),
    REDIS_STOPPED(0, Area.REDIS, 35, "202 meanwhile; drains unaided", Scenarios.RedisStopped::new),
    FRAUD_DOWN(0, Area.PROVIDERS, 180, "no order rejected; no attempts while open; drained <= 60 s without a burst", () -> new FraudFaults.Down(
            Duration.ofMinutes(2))),
    SENDGRID_DOWN(0, Area.PROVIDERS, 125, "no paid order undone; all mail sent after, one each; drains <= 60 s", () -> new ProviderFaults.SendGridGone(
            Duration.ofMinutes(2))),
    RANDOM_FAILURES(0, Area.PROVIDERS, 0, "merchants see <= 0.12 % errors in 5 min at 50/s with 20 % failing", () -> new RandomFailures(
            50, Duration.ofMinutes(5))),
    CHARGED_AND_DROPPED(0, Area.PROVIDERS, 0, "200 charges done and not told: 200 single charges, 200 completed", ProviderScenarios.ChargedAndDropped::new),
    NOTIFIER_DEAD(0, Area.PROCESSES, 0, "an hour: no paid order undone; all messages sent after, one each", ProviderScenarios.NotifierDead::new);

    private final int number;
    private final Area area;
    private final int seconds;
    private final String must;
    @SuppressWarnings("ImmutableEnumChecker") // references to constructors hold nothing that could change
    private final Supplier<Fault> maker;

    Known(int number, Area area, int seconds, String must, Supplier<Fault> maker) {
        this.number = number;
        this.area = area;
        this.seconds = seconds;
        this.must = must;
        this.maker = maker;
    }

    /** Those that the suite runs when it isn't told otherwise. */
    static List<Known> numbered() {
        return Arrays.stream(values()).filter(fault -> fault.number > 0).toList();
    }

    /** As it's given on the command line: its number, or its name in small letters. */
    static List<Known> named(String text) {
        return Arrays.stream(values())
                .filter(fault -> fault.title().equals(text)
                        || (fault.number > 0 && String.valueOf(fault.number).equals(text)))
                .toList();
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int number() {
        return number;
    }

    Area area() {
        return area;
    }

    /** What the fleet must be for it. */
    Shape shape() {
        return switch (this) {
            case CLUSTER -> Shape.CLUSTER;
            case RANDOM_FAILURES -> Shape.LEAN;
            case CHARGED_AND_DROPPED -> Shape.PATIENT;
            case NOTIFIER_DEAD -> Shape.HURRIED;
            default -> Shape.USUAL;
        };
    }

    /** About how long it takes; 0 when it sends orders of its own. */
    int seconds() {
        return seconds;
    }

    String must() {
        return must;
    }

    Fault make() {
        return maker.get();
    }
}
