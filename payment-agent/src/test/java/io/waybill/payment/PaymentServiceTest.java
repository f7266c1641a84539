package io.waybill.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import io.waybill.runtime.WaybillService;
import io.waybill.servers.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class PaymentServiceTest {

    private static final String EVENT = "{\"id\": \"evt_31\", \"type\": \"customer.created\"}";

    private final HttpClient http = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext started(String secrets) {
        return WaybillService.start(PaymentAgent.class, "--server.port=0", "--spring.datasource.url=" + new Books().url,
                "--spring.data.redis.port=" + TestServers.redis().port(),
                "--waybill.stripe.webhook.secrets=" + secrets);
    }

    private HttpResponse<String> told(ConfigurableApplicationContext service, String signature)
            throws IOException, InterruptedException {
        URI route = URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port")
                + "/webhooks/stripe");
        return http.send(HttpRequest.newBuilder(route).header("Content-Type", "application/json")
                .header("Stripe-Signature", signature).POST(BodyPublishers.ofString(EVENT)).build(),
                BodyHandlers.ofString());
    }

    @Test
    void eitherOfTwoSecretsIsGood() throws Exception {
        try (var service = started("whsec_old,whsec_new")) {
            assertThat(told(service, Webhook.Signature.generateSignatureHeader(EVENT, "whsec_new")).statusCode())
                    .isEqualTo(200);
            assertThat(told(service, Webhook.Signature.generateSignatureHeader(EVENT, "whsec_old")).body())
                    .isEqualTo("{\"effect\":\"ignored\"}");
        }
    }

    @Test
    void withoutASecretTheServiceStartsAndItsRouteSaysWhatIsMissing() throws Exception {
        try (var service = started("")) {
            HttpResponse<String> answer = told(service, "t=1,v1=x");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("STRIPE_WEBHOOK_SECRET");
        }
    }
}
