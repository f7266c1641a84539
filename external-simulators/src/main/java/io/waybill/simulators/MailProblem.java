package io.waybill.simulators;

import org.jspecify.annotations.Nullable;

/** An entry of SendGrid's error answers, https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors. */
record MailProblem(String message, @Nullable String field, @Nullable String help) {

    private static final String PAGE = "http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html#";

    static MailProblem of(String message) {
        return new MailProblem(message, null, null);
    }

    static MailProblem of(String message, String field, String anchor) {
        return new MailProblem(message, field, PAGE + anchor);
    }
}
