package io.waybill.notifier;

import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import com.sendgrid.helpers.mail.Mail;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import com.sendgrid.helpers.mail.objects.Personalization;
import io.waybill.contracts.Customer;
import io.waybill.runtime.PermanentFailureException;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.RetryAfter;
import io.waybill.runtime.RetryLaterException;
import io.waybill.runtime.TraceSpan;
import java.io.IOException;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.protocol.HttpContext;
import org.springframework.stereotype.Component;

/**
 * A mail to the customer through SendGrid. It knows no idempotency key, so its client tries nothing again by itself.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send">SendGrid, mail send</a>
 */
@Component
class SendGridChannel implements Channel, AutoCloseable {

    private static final int MOST_CONNECTIONS = 200;

    private final SendGridSettings settings;
    private final ProviderCalls calls;
    private final CloseableHttpClient http;
    private final SendGrid sendGrid;

    SendGridChannel(SendGridSettings settings, ProviderCalls calls) {
        this.settings = settings;
        this.calls = calls;
        this.http = HttpClients.custom()
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                        .setConnectionRequestTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                        .setSocketTimeout(Math.toIntExact(settings.timeout().toMillis()))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .addInterceptorLast(
                        (HttpRequest request, HttpContext _) -> TraceSpan.current().headers(request::setHeader))
                .build();
        boolean plain = "http".equals(settings.base().getScheme());
        this.sendGrid = new SendGrid(settings.apiKey(), new BoundedClient(http, plain));
        sendGrid.setHost(settings.base().getAuthority());
        // The client builds its paths as /<version>/<endpoint>, so a base's own path comes before the version.
        sendGrid.setVersion((settings.base().getPath() + "/v3").replaceAll("/+", "/").substring(1));
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String send(Confirmation confirmation) throws IOException, InterruptedException {
        var request = new Request();
        request.setMethod(Method.POST);
        request.setEndpoint("mail/send");
        request.setBody(mail(confirmation).build());
        Response answer = calls.make(new ProviderCalls.Request("sendgrid", "send", "POST", settings.mails()), call -> {
            Response response = sendGrid.api(request);
            call.answered(response.getStatusCode());
            return response;
        });
        if (answer.getStatusCode() / 100 == 2) {
            return answer.getHeaders().getOrDefault("X-Message-Id", "");
        }
        throw refusal(answer);
    }

    private Mail mail(Confirmation confirmation) {
        Customer customer = confirmation.order().customer();
        var personalization = new Personalization();
        personalization.addTo(new Email(customer.email(), customer.name()));
        personalization.addCustomArg("order_id", confirmation.order().id().toString());
        var mail = new Mail();
        mail.setFrom(new Email(settings.from()));
        mail.setSubject(confirmation.subject());
        mail.addContent(new Content("text/plain", confirmation.letter()));
        mail.addPersonalization(personalization);
        return mail;
    }

    /** Without SendGrid's own words: they may quote the address. */
    private IOException refusal(Response answer) {
        int status = answer.getStatusCode();
        var what = new IOException("SendGrid answered " + status);
        switch (status) {
            case 401 ->
                throw permanent("set SENDGRID_API_KEY (waybill.sendgrid.api-key) to a key that it accepts", what);
            case 403 -> throw permanent("the key (SENDGRID_API_KEY) must be allowed to send mail, and "
                    + "waybill.sendgrid.from be a verified sender", what);
            case 404, 405 -> throw permanent("check SENDGRID_API_BASE (waybill.sendgrid.base)", what);
            case 400, 413 -> throw permanent("it doesn't take this order's mail; check the customer's address, and "
                    + "waybill.sendgrid.from", what);
            default -> RetryAfter.parse(answer.getHeaders().get("Retry-After"), answer.getHeaders().get("Date"))
                    .ifPresent(delay -> {
                        throw new RetryLaterException("SendGrid answered " + status, delay);
                    });
        }
        return what;
    }

    private static PermanentFailureException permanent(String cure, IOException what) {
        return new PermanentFailureException(what.getMessage() + ": " + cure, what);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
