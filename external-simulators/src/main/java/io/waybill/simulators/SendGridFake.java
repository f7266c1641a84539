package io.waybill.simulators;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * SendGrid's {@code POST /v3/mail/send}, https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send: 202
 * with {@code X-Message-Id}. It knows no idempotency key: the same mail sent twice is two mails.
 */
@Component
final class SendGridFake implements Fake, Iterable<Mail> {

    private final Newest<String, Mail> mails;
    private final Ids ids;
    private final InstantSource clock;
    private final JsonMapper json;

    SendGridFake(SimulatorSettings settings, Ids ids, InstantSource clock, JsonMapper json) {
        this.mails = new Newest<>(settings.keptEntries());
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public Provider provider() {
        return Provider.SENDGRID;
    }

    @Override
    public Visit receive(Call call) {
        return call.is("POST", "/v3/mail/send")
                ? new Visit.Known(Operation.SENDGRID_SEND, turn -> perform(call, turn))
                : new Visit.Unknown(error(404));
    }

    @Override
    public Answer error(int status) {
        return refusal(status, List.of(MailProblem.of(status == 401
                ? "The provided authorization grant is invalid, expired, or revoked"
                : status == 429 ? "too many requests" : "The request failed with status " + status)));
    }

    private Answer perform(Call call, Turn turn) throws InterruptedException {
        if (call.bearer() == null) {
            return error(401);
        }
        var request = MailRequest.read(json, call.body());
        if (!request.problems().isEmpty()) {
            return refusal(400, request.problems());
        }
        return turn.take(() -> send(request));
    }

    private Answer send(MailRequest request) {
        var mail = request.mail(ids.next("", 22), clock.instant());
        mails.putIfAbsent(mail.id(), mail);
        return Answer.empty(202).with("X-Message-Id", mail.id());
    }

    private Answer refusal(int status, List<MailProblem> problems) {
        return Answer.json(status, json.writeValueAsString(Map.of("errors", problems)));
    }

    void clear() {
        mails.clear();
    }

    long forgotten() {
        return mails.forgotten();
    }

    /** Oldest first. */
    @Override
    public Iterator<Mail> iterator() {
        return mails.iterator();
    }
}
