package io.waybill.gateway;

import io.waybill.servers.TestServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The started gateway on a real PostgreSQL, with {@link RecordingStreams} in the place of Redis; one for all tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = GatewayService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.config.name=agent-runtime,gateway-service", "waybill.service=gateway-service",
    "waybill.demo-key=" + HttpTest.DEMO_KEY})
@Import(HttpTest.Fixture.class)
@interface HttpTest {

    String DEMO_KEY = "wb_demo_0123456789";

    /** What the tests put in the place of something else. */
    @TestConfiguration(proxyBeanMethods = false)
    class Fixture {

        @Bean
        DynamicPropertyRegistrar servers() {
            String url = TestServers.postgres().newDatabase();
            return settings -> {
                settings.add("spring.datasource.url", () -> url);
                settings.add("spring.data.redis.port", TestServers.redis()::port);
            };
        }

        @Bean
        @Primary
        RecordingStreams recordingStreams() {
            return new RecordingStreams();
        }

        @Bean
        BrokenController brokenController() {
            return new BrokenController();
        }
    }
}
