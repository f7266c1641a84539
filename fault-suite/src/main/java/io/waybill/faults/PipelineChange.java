package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Overrides;
import io.waybill.fleet.Service;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A deployment with another pipeline file, several times, while orders arrive. The first gateway changes first and the last
 * one last, so that all the while orders of both versions meet agents that were started with either.
 */
final class PipelineChange implements Fault {

    /** Of the orders that a version would have if all had as many. */
    private static final double FAIR = 0.3;

    private final Map<String, PipelineVersion> running = new HashMap<>();
    private final List<Reign> reigns = new ArrayList<>();

    /** From when a gateway took orders with which pipeline. */
    private record Reign(URI gateway, Instant from, PipelineVersion version) {}

    @Override
    public void strike(Scene scene) throws Exception {
        scene.site().instances(Service.GATEWAY)
                .forEach(gateway -> reigns.add(new Reign(gateway.uri(), Instant.MIN, PipelineVersion.USUAL)));
        for (PipelineVersion next : List.of(PipelineVersion.SEED, PipelineVersion.ONE_BY_ONE, PipelineVersion.USUAL)) {
            for (List<Instance> wave : waves(scene.site())) {
                restart(scene.site(), wave, next);
                scene.fired(wave.size());
            }
        }
    }

    /** A gateway, an instance of each agent's service after another, the other gateway: every service has one that works. */
    private static List<List<Instance>> waves(Site site) {
        List<Instance> gateways = site.instances(Service.GATEWAY);
        List<Service> agents = Stream.of(Service.values()).filter(service -> service != Service.GATEWAY).toList();
        return List.of(List.of(gateways.getFirst()),
                agents.stream().map(service -> site.instances(service).getFirst()).toList(),
                agents.stream().map(service -> site.instances(service).getLast()).toList(),
                List.of(gateways.getLast()));
    }

    private void restart(Site site, List<Instance> wave, PipelineVersion next)
            throws IOException, InterruptedException {
        for (Instance instance : wave) {
            instance.terminate();
            if (instance.service().equals(Service.GATEWAY.label())) {
                reigns.add(new Reign(instance.uri(), Instant.now(), next));
            }
            running.put(instance.name(), next);
            instance.start(Overrides.property("waybill.pipeline", next.in(site.scratch()).toString()));
        }
        for (Instance instance : wave) {
            instance.awaitReady();
        }
    }

    @Override
    public Seen seen(Scene scene) throws SQLException {
        Map<String, PipelineVersion> begun = begun(scene.log());
        Map<String, String> hashes = scene.site().books().versionsSince(scene.begun());
        Map<PipelineVersion, Set<String>> told = new EnumMap<>(PipelineVersion.class);
        begun.forEach((order, version) -> told.computeIfAbsent(version, _ -> new HashSet<>())
                .add(hashes.getOrDefault(order, "gone")));
        List<String> strayed = strayed(scene, begun);
        List<Call> unserved = scene.log().where(call -> call.status() >= 500 || call.isUnanswered());
        return shares(begun)
                .and(Seen.of(told.values().stream().allMatch(each -> each.size() == 1)
                        && told.values().stream().distinct().count() == told.size(), "versions " + told.values()))
                .and(Seen.of(strayed.isEmpty(), strayed.isEmpty() ? "none strayed" : "strayed: " + strayed))
                .and(Seen.of(unserved.isEmpty(), "%d 5xx or unanswered".formatted(unserved.size())));
    }

    /** With which pipeline the gateway that took it ran, of each order; a repeated request's answer says nothing of that. */
    private Map<String, PipelineVersion> begun(ClientLog log) {
        return log.where(call -> call.isAccepted() && !call.replayed() && call.orderId().isPresent()).stream()
                .collect(Collectors.toMap(call -> call.orderId().orElseThrow(), this::reigning));
    }

    private PipelineVersion reigning(Call call) {
        return reigns.stream()
                .filter(reign -> reign.gateway().equals(call.gateway()) && !reign.from().isAfter(call.answeredAt()))
                .max(Comparator.comparing(Reign::from)).orElseThrow().version();
    }

    private static List<String> strayed(Scene scene, Map<String, PipelineVersion> begun) throws SQLException {
        Map<String, String> ends = scene.site().books().endsSince(scene.begun());
        Map<String, String> ways = scene.site().books().waysSince(scene.begun());
        return begun.entrySet().stream().filter(order -> {
            List<List<String>> lives = lives(ways.getOrDefault(order.getKey(), ""));
            return !order.getValue().allows(lives, "completed".equals(ends.get(order.getKey())));
        }).map(order -> "%s (%s) by %s".formatted(order.getKey(), order.getValue(), ways.get(order.getKey())))
                .limit(3).toList();
    }

    private static List<List<String>> lives(String way) {
        return Stream.of(way.split(";", -1)).map(life -> Arrays.asList(life.split(" ", -1))).toList();
    }

    private static Seen shares(Map<String, PipelineVersion> begun) {
        Map<PipelineVersion, Long> shares = begun.values().stream().collect(
                Collectors.groupingBy(each -> each, () -> new EnumMap<>(PipelineVersion.class), Collectors.counting()));
        double fair = FAIR * begun.size() / PipelineVersion.values().length;
        return Seen.of(shares.size() == PipelineVersion.values().length
                && shares.values().stream().allMatch(share -> share >= fair), "orders " + shares);
    }

    /** When it failed half-way, some are left with another pipeline. */
    @Override
    public void tidy(Scene scene) throws Exception {
        restart(scene.site(), scene.site().instances().stream()
                .filter(instance -> running.getOrDefault(instance.name(),
                        PipelineVersion.USUAL) != PipelineVersion.USUAL)
                .toList(), PipelineVersion.USUAL);
    }
}
