package io.waybill.runtime;

import com.stripe.net.HttpClient;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import io.waybill.fraud.FraudAgent;
import io.waybill.gateway.GatewaySide;
import io.waybill.inventory.InventoryAgent;
import io.waybill.notifier.NotifierAgent;
import io.waybill.payment.PaymentAgent;
import io.waybill.rollback.RollbackAgent;
import io.waybill.servers.RedisServer;
import io.waybill.servers.TestServers;
import io.waybill.simulators.Outside;
import io.waybill.tracking.TrackingAgent;
import io.waybill.validator.ValidatorAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Every service's real handlers and tables and the outside world, in one process. Nobody reads a stream or answers a
 * request: what is to happen, a history makes happen.
 */
final class AllServices implements AutoCloseable {

    final Map<String, Agent> agents = new TreeMap<>();
    final Outside outside = new Outside();
    final FraudByLot fraud = new FraudByLot();
    final RedisServer redis = RedisServer.throwaway();
    /** Connections that see every table. */
    final DataSource everything;
    /** Connections as the gateway has them. */
    final DataSource ledger;
    private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

    AllServices() {
        String url = TestServers.postgres().newDatabase();
        everything = TestServers.postgres().superuser(url);
        String database = url.substring(url.lastIndexOf('/') + 1);
        for (String setting : List.of("enable_seqscan = off", "plan_cache_mode = force_generic_plan")) {
            JdbcClient.create(everything).sql("alter database " + database + " set " + setting).update();
        }
        Flyway.configure().dataSource(url, "ledger", "waybill").schemas("ledger").locations("classpath:db/ledger")
                .load().migrate();
        ledger = new StandsStill(pooled(url, "ledger"));
        for (Class<?> service : List.of(ValidatorAgent.class, InventoryAgent.class, FraudAgent.class,
                PaymentAgent.class,
                TrackingAgent.class, NotifierAgent.class, RollbackAgent.class)) {
            start(service, url);
        }
    }

    private void start(Class<?> service, String url) {
        String name = Objects.requireNonNull(AnnotationUtils.findAnnotation(service, AgentService.class)).value();
        ApplicationContextInitializer<GenericApplicationContext> beans = context -> {
            context.registerBean(Pipeline.class, PipelineFile::standard);
            context.registerBean(BeanPostProcessor.class, StandingStill::new);
            context.registerBean(ProviderCalls.class,
                    () -> new ProviderCalls(context.getBean(MeterRegistry.class)));
            if (service != ValidatorAgent.class && service != FraudAgent.class) {
                context.registerBean(Decisions.class, () -> new Decisions(context.getBean(JdbcClient.class)));
            }
            context.registerBean("stripeWithoutWire", HttpClient.class,
                    () -> new StripeWithoutWire(outside), bean -> bean.setPrimary(true));
        };
        ConfigurableApplicationContext context = new SpringApplicationBuilder(service).web(WebApplicationType.NONE)
                .initializers(beans)
                .properties("spring.config.name=agent-runtime," + name, "spring.main.banner-mode=off")
                .run("--spring.datasource.url=" + url, "--spring.main.lazy-initialization=true",
                        "--spring.main.keep-alive=false", "--logging.level.root=error",
                        "--logging.level.io.waybill=off", "--waybill.fraud.base=" + fraud.base(),
                        "--waybill.sendgrid.base=" + outside.base() + "/sendgrid",
                        "--waybill.slack.base=" + outside.base() + "/slack");
        contexts.add(context);
        context.getBeansOfType(Agent.class).values().forEach(agent -> agents.put(agent.name(), agent));
    }

    GatewaySide gateway(Pipeline pipeline) {
        return new GatewaySide(ledger, pipeline);
    }

    private static DataSource pooled(String url, String role) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(role);
        pool.setPassword("waybill");
        return pool;
    }

    private static final class StandingStill implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource source ? new StandsStill(source) : bean;
        }
    }

    @Override
    public void close() {
        contexts.reversed().forEach(ConfigurableApplicationContext::close);
        outside.close();
        fraud.close();
        redis.close();
    }
}
