package io.waybill.simulators;

import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The fakes are plain servlets beside Spring MVC: a load test pays for no more than the HTTP server. */
@Configuration(proxyBeanMethods = false)
class SimulatorBeans {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Waiter waiter() {
        return Thread::sleep;
    }

    @Bean
    ServletRegistrationBean<FakeServlet> stripe(StripeFake fake, Conditions conditions, Load load,
            Comebacks comebacks) {
        return servlet(fake, conditions, load, comebacks);
    }

    @Bean
    ServletRegistrationBean<FakeServlet> fraud(FraudFake fake, Conditions conditions, Load load,
            Comebacks comebacks) {
        return servlet(fake, conditions, load, comebacks);
    }

    @Bean
    ServletRegistrationBean<FakeServlet> sendgrid(SendGridFake fake, Conditions conditions, Load load,
            Comebacks comebacks) {
        return servlet(fake, conditions, load, comebacks);
    }

    @Bean
    ServletRegistrationBean<FakeServlet> slack(SlackFake fake, Conditions conditions, Load load,
            Comebacks comebacks) {
        return servlet(fake, conditions, load, comebacks);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> droppingConnections() {
        return tomcat -> tomcat.addEngineValves(new DropConnectionValve());
    }

    private static ServletRegistrationBean<FakeServlet> servlet(Fake fake, Conditions conditions, Load load,
            Comebacks comebacks) {
        var path = fake.provider().path();
        var registration = new ServletRegistrationBean<>(new FakeServlet(fake, conditions, load, comebacks),
                path + "/*");
        registration.setName(fake.provider().label());
        registration.setUrlMappings(List.of(path + "/*"));
        return registration;
    }
}
