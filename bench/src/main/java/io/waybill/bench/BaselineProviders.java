package io.waybill.bench;

import com.sendgrid.Client;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.SendGrid;
import com.sendgrid.helpers.mail.Mail;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import com.sendgrid.helpers.mail.objects.Personalization;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.Message;
import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCreateParams;
import io.waybill.contracts.Order;
import io.waybill.contracts.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import org.apache.http.impl.client.HttpClients;
import tools.jackson.databind.json.JsonMapper;

/**
 * The providers as the old chain calls them: with the same client libraries as Waybill's agents, each call once. Every call
 * throws an {@link IOException} when its provider fails.
 */
final class BaselineProviders {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI scores;
    private final StripeClient stripe;
    private final SendGrid sendGrid;
    private final MethodsClient slack;

    /** @param connections as many as there are workers, so that none waits for one */
    BaselineProviders(URI simulators, int connections) {
        this.scores = simulators.resolve("/fraud/v1/score");
        String payments = simulators.resolve("/stripe").toString();
        this.stripe = StripeClient.builder().setApiKey("sk_test_baseline").setApiBase(payments).setConnectBase(payments)
                .setFilesBase(payments).setMeterEventsBase(payments).setMaxNetworkRetries(0).build();
        this.sendGrid = new SendGrid("SG.baseline", new Client(HttpClients.custom().setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections).disableAutomaticRetries().build(), true));
        sendGrid.setHost(simulators.getAuthority());
        sendGrid.setVersion("sendgrid/v3");
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(simulators.resolve("/slack/api/").toString());
        config.setStatsEnabled(false);
        this.slack = Slack.getInstance(config).methods("xoxb-baseline");
    }

    /** From 0, trusted, to 100. */
    int score(Order order) throws IOException, InterruptedException {
        var question = Map.of("orderId", order.id(), "amount", order.total(), "currency", order.currency(),
                "email", order.customer().email(), "country", order.shipTo().country());
        HttpResponse<byte[]> answer = http.send(HttpRequest.newBuilder(scores)
                .header("Authorization", "Bearer baseline").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question))).build(),
                BodyHandlers.ofByteArray());
        require(answer.statusCode() == 200, "The fraud service", answer.statusCode());
        return JSON.readTree(answer.body()).path("score").asInt();
    }

    /** Takes the money, and returns the payment's id. */
    String charge(Order order) throws BaselineRefusal, IOException {
        var params = PaymentIntentCreateParams.builder().setAmount(order.total())
                .setCurrency(order.currency().toLowerCase(Locale.ROOT)).setPaymentMethod(order.paymentMethod())
                .addPaymentMethodType("card").setConfirm(true).setErrorOnRequiresAction(true)
                .putMetadata("order_id", order.id().toString()).build();
        try {
            return stripe.v1().paymentIntents().create(params).getId();
        } catch (CardException e) {
            throw new BaselineRefusal(Reason.PAYMENT_DECLINED, String.valueOf(e.getDeclineCode()));
        } catch (StripeException e) {
            throw new IOException("Stripe failed", e);
        }
    }

    void mail(Order order) throws IOException {
        var personalization = new Personalization();
        personalization.addTo(new Email(order.customer().email(), order.customer().name()));
        personalization.addCustomArg("order_id", order.id().toString());
        var mail = new Mail();
        mail.setFrom(new Email("orders@waybill.example"));
        mail.setSubject("Your order " + order.reference() + " is on its way");
        mail.addContent(new Content("text/plain", "Thank you for your order."));
        mail.addPersonalization(personalization);
        var request = new Request();
        request.setMethod(Method.POST);
        request.setEndpoint("mail/send");
        request.setBody(mail.build());
        int status = sendGrid.api(request).getStatusCode();
        require(status / 100 == 2, "SendGrid", status);
    }

    void slack(Order order) throws IOException {
        var metadata = Message.Metadata.builder().eventType("order_completed")
                .eventPayload(Map.of("order_id", order.id().toString())).build();
        try {
            var answer = slack.chatPostMessage(message -> message.channel("#orders")
                    .text(order.reference() + " is on its way").metadata(metadata));
            if (!answer.isOk()) {
                throw new IOException("Slack answered " + answer.getError());
            }
        } catch (SlackApiException e) {
            throw new IOException("Slack failed", e);
        }
    }

    private static void require(boolean succeeded, String who, int status) throws IOException {
        if (!succeeded) {
            throw new IOException(who + " answered " + status);
        }
    }
}
