package io.waybill.fleet;

import io.waybill.fleet.StopList.Stage;
import io.waybill.servers.HeldFolder;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A fleet in which every instance of a service, and the simulators, are a process of their own. They end with the process
 * that started them, however that ends; PostgreSQL and Redis stay then, and the next fleet in the same home stops them.
 */
public final class ProcessFleet extends Fleet implements AutoCloseable {

    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private @Nullable Instance simulators;
    private @Nullable HeldFolder held;

    ProcessFleet(FleetPlan plan, Progress progress) {
        super(plan, progress);
    }

    /**
     * Returns when everything answers; or stops what has come up and throws.
     *
     * @param console hears what comes up, and which process ends of itself
     * @throws FleetException or {@link io.waybill.servers.ServerStartException} with one line that says why
     */
    public static ProcessFleet start(FleetPlan plan, PrintWriter console) throws InterruptedException {
        var fleet = new ProcessFleet(plan, new Progress(console, InstantSource.system()));
        fleet.held = fleet.home.hold();
        try {
            fleet.start(Secrets.ensure(fleet.home, plan.settings())).note(fleet.home);
            return fleet;
        } catch (RuntimeException | InterruptedException e) {
            fleet.close();
            throw e;
        }
    }

    @Override
    void startService(InstanceSpec spec, Map<String, String> parameters) throws Exception {
        Service service = spec.service();
        var instance = new Instance(new Launch(spec.name(), service.label(), home, parameters,
                new Overrides(Map.of(), plan.environment()).and(plan.overrides(service))), spec.port(), progress::say);
        instances.add(instance);
        start(service.stage(), instance);
    }

    @Override
    void startSimulators(int port, Map<String, String> parameters) throws Exception {
        var instance = new Instance(new Launch(ServiceProcess.SIMULATORS, ServiceProcess.SIMULATORS, home, parameters,
                new Overrides(Map.of(), plan.environment())), port, progress::say);
        simulators = instance;
        start(Stage.OUTSIDE, instance);
    }

    /** On the list before it's ready, so that it can be stopped meanwhile. */
    private void start(Stage stage, Instance instance) throws Exception {
        started.<AutoCloseable>start(stage, instance.name(), () -> {
            instance.start();
            return instance::stop;
        });
        instance.awaitReady();
    }

    /** All instances of all services; not the simulators. */
    public List<Instance> instances() {
        return List.copyOf(instances);
    }

    /** The first one first. */
    public List<Instance> instances(Service service) {
        return instances.stream().filter(instance -> instance.service().equals(service.label()))
                .sorted((one, other) -> one.name().compareTo(other.name())).toList();
    }

    public Instance simulators() {
        return Objects.requireNonNull(simulators, "the fleet hasn't started");
    }

    /** Where the first gateway answers. */
    public URI gateway() {
        return instances(Service.GATEWAY).getFirst().uri();
    }

    /** The demo merchant's key at the gateway, with every scope. */
    public String apiKey() {
        return Secrets.find(home, plan.settings()).apiKey();
    }

    /** The operators' token at the services. */
    public String opsToken() {
        return Secrets.find(home, plan.settings()).opsToken();
    }

    /** Stops everything, in stages; what doesn't stop in time is killed. */
    @Override
    public void close() {
        stop();
        if (held != null) {
            held.close();
        }
    }
}
