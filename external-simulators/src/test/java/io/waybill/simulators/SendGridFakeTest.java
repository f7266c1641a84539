package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import com.sendgrid.Client;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import com.sendgrid.helpers.mail.objects.Personalization;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SendGridFakeTest {

    private final Lab lab = Lab.fresh();

    @Test
    @Follows("https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send")
    void aMailIsAcceptedAndFoundInTheLedger() throws IOException {
        var answer = send(mail -> {});

        assertThat(answer.getStatusCode()).isEqualTo(202);
        assertThat(answer.getBody()).isEmpty();
        var entry = lab.ledger("mails").path(0);
        assertThat(entry.path("id").asString()).isEqualTo(answer.getHeaders().get("X-Message-Id"));
        assertThat(entry.path("orderId").asString()).isEqualTo("o-1");
        assertThat(entry.path("to").path(0).asString()).isEqualTo("ann@example.com");
        assertThat(entry.path("subject").asString()).isEqualTo("Your order");
    }

    @Test
    @Follows("https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send")
    void theSameMailTwiceIsTwoMails() throws IOException {
        send(mail -> {});
        send(mail -> {});

        assertThat(lab.ledger("mails")).hasSize(2);
    }

    @Test
    @Follows("https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send")
    void theOrderMayBeNamedForAllPersonalizations() throws IOException {
        send(mail -> {
            mail.getPersonalization().getFirst().getCustomArgs().clear();
            mail.addCustomArg("order_id", "o-2");
        });

        assertThat(lab.ledger("mails").path(0).path("orderId").asString()).isEqualTo("o-2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}                                                            | personalizations",
        "{'personalizations':[{'to':[]}]}                              | personalizations.0.to",
        "{'personalizations':[{'to':[{'email':'ann'}]}]}               | personalizations.0.to.0.email",
        "{'personalizations':[{'to':[{'email':'a@b.c'}]}]}             | subject",
        "{'personalizations':[{'to':[{'email':'a@b.c'}]}]}             | from.email",
        "{'personalizations':[{'to':[{'email':'a@b.c'}]}]}             | content",
        "{'personalizations':[{'to':[{'email':'a@b.c'}]}],'content':[{'type':'text/plain','value':''}]} | content.0.value"})
    @Follows("https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors")
    void whatIsMissingIsNamed(String mail, String field) {
        var answer = lab.request("POST", "/sendgrid/v3/mail/send", mail.replace('\'', '"'), "Authorization",
                "Bearer SG.key");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("errors"))
                .extracting(error -> error.path("field").asString()).contains(field);
        assertThat(lab.ledger("mails")).isEmpty();
    }

    @Test
    @Follows("https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/authentication")
    void withoutAKeyNothingIsSent() {
        var answer = lab.request("POST", "/sendgrid/v3/mail/send", "{}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("The provided authorization grant is invalid, expired, or revoked");
    }

    private Response send(Consumer<com.sendgrid.helpers.mail.Mail> change) throws IOException {
        var recipient = new Personalization();
        recipient.addTo(new Email("ann@example.com"));
        recipient.addCustomArg("order_id", "o-1");
        var mail = new com.sendgrid.helpers.mail.Mail();
        mail.setFrom(new Email("shop@waybill.example"));
        mail.setSubject("Your order");
        mail.addContent(new Content("text/plain", "Thank you"));
        mail.addPersonalization(recipient);
        change.accept(mail);
        var request = new Request();
        request.setMethod(Method.POST);
        request.setEndpoint("mail/send");
        request.setBody(mail.build());
        var client = new SendGrid("SG.key", new Client(true)); // "test" means plain http
        client.setHost("127.0.0.1:" + lab.base().getPort() + "/sendgrid");
        return client.api(request);
    }
}
