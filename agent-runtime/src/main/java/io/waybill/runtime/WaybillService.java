package io.waybill.runtime;

import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;

/** Starts a service, alone in its process or beside others. */
public final class WaybillService {

    /** The property that tells a service its own name, and that the runtime is wanted. */
    static final String NAME = "waybill.service";

    private WaybillService() {}

    /**
     * Starts a service beside others. Returns when it is ready for requests and reads its streams; the caller closes it.
     *
     * @param service a class marked with {@link AgentService}
     * @param settings as on a command line: {@code --server.port=0}
     */
    public static ConfigurableApplicationContext start(Class<?> service, String... settings) {
        return application(service).run(settings);
    }

    /**
     * Starts a service that has the process for itself; for its {@code main}. Whoever asks the process to end (SIGTERM,
     * Ctrl-C) sees exit code 0 when it stopped cleanly, at the latest 24 s after. A start that fails exits with 1.
     */
    public static void run(Class<?> service, String... settings) throws InterruptedException {
        var exit = ExitHook.add();
        try {
            application(service).initializers(exit::closes).run(settings);
        } catch (RuntimeException | Error e) {
            exit.remove();
            throw e;
        }
    }

    /**
     * Starts several services in one process, each with the settings of the environment.
     *
     * @param services names of classes marked with {@link AgentService}
     */
    public static void main(String... services) throws ClassNotFoundException {
        for (String service : services) {
            application(Class.forName(service)).registerShutdownHook(true).run();
        }
    }

    private static SpringApplicationBuilder application(Class<?> service) {
        String name = Objects.requireNonNull(AnnotationUtils.findAnnotation(service, AgentService.class)).value();
        return new SpringApplicationBuilder(service)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties("spring.config.name=agent-runtime," + name, "spring.application.name=" + name,
                        NAME + "=" + name);
    }
}
