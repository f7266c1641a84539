package io.waybill.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** 28. Every fifth request to every provider fails: refused, done and not told, or told badly. */
final class RandomFailures extends ProviderTrouble {

    private static final List<String> PROVIDERS = List.of("stripe", "fraud", "sendgrid", "slack");
    /** Each of what those before it have spared: together 20 %. */
    private static final List<String> KINDS = List.of("""
            "kind":"status","status":500,"rate":0.0667""", """
            "kind":"drop_answer","rate":0.0714""", """
            "kind":"malformed","rate":0.0769""");
    private static final double MOST_SEEN = 0.0012;

    private final double perSecond;
    private final Duration time;

    /** @param perSecond how many orders it sends itself; 0 when they arrive anyway */
    RandomFailures(double perSecond, Duration time) {
        this.perSecond = perSecond;
        this.time = time;
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        for (String provider : PROVIDERS) {
            for (String kind : KINDS) {
                scene.site().providers().hurt("{\"provider\":\"%s\",\"operation\":\"*\",%s,\"seed\":%d}"
                        .formatted(provider, kind, scene.random().nextInt(1, 1_000_000)));
            }
        }
        if (perSecond > 0) {
            int orders = Math.toIntExact(Math.round(perSecond * time.toSeconds()));
            Load.begin(scene.site().clients(), scene.log(), scene.mix(), perSecond, orders).await();
        } else {
            Scene.hold(time);
        }
        mend(scene);
    }

    /** While breakers rest, orders wait: those of the whole time may be left when it's over. */
    @Override
    public Duration longestToSettle() {
        return time.plus(Duration.ofSeconds(150));
    }

    /** A merchant sees an error when the answer isn't 202, and when the order ends otherwise than it should. */
    @Override
    public Seen seen(Scene scene) throws Exception {
        List<Call> calls = scene.log().firstOnesDue(scene.hurt(), scene.healed());
        Map<String, String> ends = scene.site().books().endsSince(scene.begun());
        long errors = calls.stream().filter(call -> !call.isAccepted()).count();
        long otherwise = calls.stream().filter(Call::isAccepted).filter(call -> !endsWell(call, ends)).count();
        double share = (errors + otherwise) / (double) calls.size();
        double seconds = Duration.between(scene.hurt(), scene.healed()).toMillis() / 1000.0;
        return Seen.of(share <= MOST_SEEN, String.format(Locale.ROOT,
                "%d orders in %.0f s, %d not accepted, %d ended otherwise: %.2f %%; p99 of 202s %d ms, settled after %s",
                calls.size(), seconds, errors, otherwise, 100 * share, ClientLog.p99(calls).toMillis(),
                Seen.seconds(scene.recovered())));
    }

    private static boolean endsWell(Call call, Map<String, String> ends) {
        return call.orderId().map(ends::get).filter(call.wish().kind().end()::equals).isPresent();
    }
}
