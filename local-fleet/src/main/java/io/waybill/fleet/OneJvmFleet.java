package io.waybill.fleet;

import io.waybill.fleet.StopList.Stage;
import io.waybill.runtime.WaybillService;
import io.waybill.simulators.Simulators;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;

/** A fleet whose services and simulators live in this JVM, side by side. */
final class OneJvmFleet extends Fleet {

    /** The fleet stops them, in its own order; none drains for longer than its stage has patience. */
    private static final Map<String, String> STOPPED_BY_THE_FLEET = Map.of(
            "spring.main.register-shutdown-hook", "false",
            "spring.lifecycle.timeout-per-shutdown-phase", "12s", "waybill.drain", "10s");

    OneJvmFleet(FleetPlan plan, Progress progress) {
        super(plan, progress);
    }

    @Override
    void startService(InstanceSpec instance, Map<String, String> parameters) throws Exception {
        Service service = instance.service();
        start(instance.name(), service.stage(),
                () -> WaybillService.start(service.application(), arguments(parameters)));
    }

    @Override
    void startSimulators(int port, Map<String, String> parameters) throws Exception {
        start("simulators", Stage.OUTSIDE, () -> Simulators.start(arguments(parameters)));
    }

    private static String[] arguments(Map<String, String> parameters) {
        var all = new TreeMap<>(parameters);
        all.putAll(STOPPED_BY_THE_FLEET);
        return Parameters.arguments(all).toArray(String[]::new);
    }

    private void start(String name, Stage stage, Callable<ConfigurableApplicationContext> starter) throws Exception {
        try {
            started.start(stage, name, starter);
        } catch (FleetException e) {
            throw e;
        } catch (Exception e) {
            throw new FleetException("%s can't start: %s. The log is %s".formatted(name, rootCause(e), home.log()), e);
        }
    }

    private static String rootCause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().map(OneJvmFleet::withoutFullStop)
                .orElse(root.getClass().getSimpleName());
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
