package io.waybill.gateway;

import org.apache.catalina.Pipeline;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What stands between the socket and the controllers. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final ScopeCheck scopeCheck;

    WebConfiguration(ScopeCheck scopeCheck) {
        this.scopeCheck = scopeCheck;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new OrderInView());
        registry.addInterceptor(scopeCheck);
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatAnswersWithProblems(ProblemWriter writer) {
        return new LastCustomizer(writer);
    }

    /** Valves answer from the inside out, so ours must come in after Spring Boot's. */
    private record LastCustomizer(
            ProblemWriter writer) implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.addContextCustomizers(context -> {
                Pipeline host = context.getParent().getPipeline();
                host.addValve(new ProblemValve(writer));
            });
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
