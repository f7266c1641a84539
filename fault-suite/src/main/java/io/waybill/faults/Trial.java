package io.waybill.faults;

import io.waybill.checker.Checker;
import io.waybill.checker.Mode;
import io.waybill.checker.Report;
import io.waybill.checker.Sources;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run: orders arrive, something breaks and is mended, everything comes to rest, and then it's asked what holds. */
final class Trial {

    private static final Duration BEFORE = Duration.ofSeconds(3);
    private static final Duration LONGEST_AFTER = Duration.ofSeconds(60);
    private static final double ENOUGH = 0.82;
    private static final double WARM_PER_SECOND = 15;
    private static final int WARM_ORDERS = 200;
    private static final Duration LONGEST_TO_WARM_UP = Duration.ofSeconds(150);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Site site;
    private final double perSecond;

    /** @param perSecond how many orders arrive; 0 when the fault sends some itself */
    Trial(Site site, double perSecond) {
        this.site = site;
        this.perSecond = perSecond;
    }

    /** A fleet that has just started is slow at everything, which says nothing about any fault. */
    void warmUp(RandomGenerator random) throws InterruptedException {
        var scene = new Scene(site, "warm-up", random);
        Load.begin(site.clients(), scene.log(), scene.mix(), WARM_PER_SECOND, WARM_ORDERS).await();
        settle(LONGEST_TO_WARM_UP);
    }

    /** @throws Fault.NotHere when the fault can't be made on this machine */
    Verdict of(String label, Fault fault, RandomGenerator random) throws Exception {
        var scene = new Scene(site, label, random);
        Load load = perSecond > 0
                ? Load.begin(site.clients(), scene.log(), fault.wishes(scene), perSecond, Integer.MAX_VALUE)
                : Load.begin(site.clients(), scene.log(), fault.wishes(scene), 1, 0);
        try {
            strike(scene, fault, load);
            boolean settled = settle(fault.longestToSettle());
            return new Verdict(scene.log().where(call -> !call.repeat()).size(), scene.timesFired(),
                    scene.recovered(), settled, fault.seen(scene), strayed(scene), scene.notes(),
                    check(scene, fault));
        } finally {
            fault.tidy(scene);
        }
    }

    private void strike(Scene scene, Fault fault, Load load) throws Exception {
        try {
            Scene.hold(BEFORE);
            scene.strikes();
            fault.strike(scene);
            scene.isHealed();
            goOn(scene, fault.aftermath(), perSecond);
        } finally {
            load.end();
        }
    }

    /** A run in which most were refused would say little about those that weren't. */
    private static void goOn(Scene scene, Duration aftermath, double perSecond) throws InterruptedException {
        Scene.hold(aftermath);
        long deadline = System.nanoTime() + LONGEST_AFTER.toNanos();
        while (perSecond > 0 && scene.log().shareAccepted() < ENOUGH && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
        }
    }

    /** Returns whether nothing was left to do before patience ended. */
    private boolean settle(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            if (isAtRest()) {
                return true;
            }
            Thread.sleep(LOOK);
        }
        return false;
    }

    private boolean isAtRest() {
        try {
            return site.books().unsettled() == 0 && site.streams().waiting() == 0;
        } catch (SQLException e) {
            return false;
        }
    }

    private Report check(Scene scene, Fault fault) throws SQLException {
        int repeated = Math.toIntExact(fault.repeatedMessages(scene)
                + fault.messagesUnheard(scene));
        var expected = new Mode.Expected(fault.parks(), OptionalInt.of(repeated), OptionalLong.of(scene.timesFired()));
        var sources = Sources.of(site.books().database()).withProvider(site.simulators())
                .withRedis(URI.create("redis://127.0.0.1:" + site.redisPort()))
                .withRequests(scene.log().requests());
        return Checker.of(sources).check(new Mode.Settled(scene.begun(), expected));
    }

    /**
     * An outage is no answer: whatever failed, good orders complete and the others end for their own reason. And no is no: an
     * order that was refused whenever it was sent isn't there.
     */
    private List<String> strayed(Scene scene) throws SQLException {
        Map<String, String> ends = site.books().endsSince(scene.begun().minus(BEFORE));
        Set<String> there = site.books().referencesSince(scene.begun().minus(BEFORE));
        List<Call> calls = scene.log().calls();
        Map<String, List<Call>> byReference = calls.stream()
                .collect(Collectors.groupingBy(call -> call.wish().reference()));
        Stream<String> strays = calls.stream().filter(Call::isAccepted).map(call -> stray(call, ends));
        Stream<String> ghosts = byReference.entrySet().stream()
                .filter(sent -> sent.getValue().stream().allMatch(Call::isPlainlyRefused))
                .filter(sent -> there.contains(sent.getKey()))
                .map(sent -> "%s was refused and is there".formatted(sent.getKey()));
        return Stream.concat(strays.filter(text -> !text.isEmpty()), ghosts).distinct().toList();
    }

    private static String stray(Call call, Map<String, String> ends) {
        if (call.orderId().isEmpty()) {
            return "%s was accepted without an id: %s".formatted(call.wish().reference(), call.answer());
        }
        String id = call.orderId().get();
        String end = ends.getOrDefault(id, "gone");
        return end.equals(call.wish().kind().end())
                ? ""
                : "%s was to end %s and is %s".formatted(id, call.wish().kind().end(), end);
    }
}
