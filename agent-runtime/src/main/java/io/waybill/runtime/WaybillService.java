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
     * Returns when the service is ready for requests and reads its streams.
     *
     * @param service a class marked with {@link AgentService}
     * @param settings as on a command line: {@code --server.port=0}
     */
    public static ConfigurableApplicationContext start(Class<?> service, String... settings) {
        String name = Objects.requireNonNull(AnnotationUtils.findAnnotation(service, AgentService.class)).value();
        return new SpringApplicationBuilder(service)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(true)
                .properties("spring.config.name=agent-runtime," + name, "spring.application.name=" + name,
                        NAME + "=" + name)
                .run(settings);
    }
}
