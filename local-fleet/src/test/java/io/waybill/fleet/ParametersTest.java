package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void giveTheDatabaseToThoseThatUseOneAndTheDemoKeyToTheGateway() {
        assertThat(of(Service.GATEWAY, Map.of())).contains(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:15432/waybill?ApplicationName=gateway-1",
                "--waybill.demo-key=key", "--server.port=8080", "--waybill.instance=gateway-1");
        assertThat(of(Service.VALIDATOR, Map.of())).noneMatch(argument -> argument.contains("datasource"))
                .noneMatch(argument -> argument.contains("key")).contains("--waybill.ops-token=token");
    }

    @Test
    void nameThePipelineFileWhereverTheServiceRuns() {
        assertThat(of(Service.FRAUD, Map.of("WAYBILL_PIPELINE", "mine.yaml")))
                .contains("--waybill.pipeline=" + Path.of("mine.yaml").toAbsolutePath());
    }

    @Test
    void letTheSimulatedStripeTellThePaymentAgentAndNobodyElse() {
        String secret = "--waybill.stripe.webhook.secrets=whsec_local";
        assertThat(of(Service.PAYMENT, Map.of())).contains(secret);
        assertThat(of(Service.FRAUD, Map.of())).doesNotContain(secret);
        assertThat(of(Service.PAYMENT, Map.of("STRIPE_WEBHOOK_SECRET", "whsec_1"))).doesNotContain(secret);
        assertThat(of(Service.PAYMENT, Map.of("STRIPE_API_BASE", "https://api.stripe.com"))).doesNotContain(secret);

        assertThat(Parameters.ofSimulators(new Settings(Map.of("WAYBILL_PAYMENT_PORT", "9084")))).containsEntry(
                "waybill.simulators.webhook.target", "http://127.0.0.1:9084/webhooks/stripe");
        assertThat(Parameters.ofSimulators(new Settings(Map.of("WAYBILL_WEBHOOK_TARGET", "http://127.0.0.1:1/"))))
                .doesNotContainKey("waybill.simulators.webhook.target");
    }

    @Test
    void areOverriddenForOneService() {
        FleetPlan plan = FleetPlan.in(Path.of("home"), Map.of())
                .with(Service.FRAUD, Overrides.property("spring.data.redis.port", "1234"));
        assertThat(of(plan, Service.FRAUD)).contains("--spring.data.redis.port=1234")
                .doesNotContain("--spring.data.redis.port=16379");
        assertThat(of(plan, Service.VALIDATOR)).contains("--spring.data.redis.port=16379");
    }

    @Test
    void leadToTheServersByTheWayThatThePlanNames() {
        FleetPlan plan = FleetPlan.in(Path.of("home"), Map.of());
        assertThat(of(plan.with(new ServerPlan(false, OptionalInt.of(1111), OptionalInt.of(2222))), Service.GATEWAY))
                .contains("--spring.data.redis.port=2222")
                .anyMatch(argument -> argument.contains("127.0.0.1:1111/waybill"));
        assertThat(of(plan.with(ServerPlan.REDIS_CLUSTER), Service.GATEWAY))
                .contains("--spring.data.redis.cluster.nodes=127.0.0.1:16379")
                .noneMatch(argument -> argument.startsWith("--spring.data.redis.port"));
    }

    private static List<String> of(Service service, Map<String, String> environment) {
        return of(FleetPlan.in(Path.of("home"), environment), service);
    }

    private static List<String> of(FleetPlan plan, Service service) {
        var instance = new InstanceSpec(service, 1, plan.settings().port(service));
        return Parameters.arguments(new Parameters(plan, new Secrets("key", "token")).of(instance));
    }
}
