package io.waybill.simulators;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to send mail, checked by the rules of
 * https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors that Waybill can break.
 */
record MailRequest(JsonNode body, List<MailProblem> problems) {

    static MailRequest read(JsonMapper json, String text) {
        var problems = new ArrayList<MailProblem>();
        JsonNode body;
        try {
            body = json.readTree(text);
        } catch (JacksonException malformed) {
            body = json.createObjectNode();
            problems.add(MailProblem.of("Bad Request"));
        }
        var request = new MailRequest(body, problems);
        if (problems.isEmpty()) {
            request.check();
        }
        return request;
    }

    Mail mail(String id, Instant at) {
        var personalization = body.path("personalizations").path(0);
        var to = personalization.path("to").valueStream().map(person -> person.path("email").asString()).toList();
        return new Mail(id, orderId(personalization), to, subject(personalization), at);
    }

    private @Nullable String orderId(JsonNode personalization) {
        var own = personalization.path("custom_args").path(PaymentIntent.ORDER_ID);
        var common = body.path("custom_args").path(PaymentIntent.ORDER_ID);
        var found = own.isMissingNode() ? common : own;
        return found.isMissingNode() ? null : found.asString();
    }

    private String subject(JsonNode personalization) {
        var own = text(personalization, "subject");
        return own.isEmpty() ? text(body, "subject") : own;
    }

    private void check() {
        var personalizations = body.path("personalizations");
        require(personalizations.isArray() && !personalizations.isEmpty(),
                "The personalizations field is required and must have at least one personalization.",
                "personalizations",
                "-Personalizations-Errors");
        for (int i = 0; i < personalizations.size(); i++) {
            checkRecipients(personalizations.path(i).path("to"), "personalizations." + i + ".to");
            require(!subject(personalizations.path(i)).isEmpty() || body.has("template_id"),
                    "The subject is required. You can get around this requirement if you use a template with a subject"
                            + " defined or if every personalization has a subject defined.",
                    "subject", "message.subject");
        }
        checkSender();
        checkContent();
    }

    private void checkRecipients(JsonNode to, String field) {
        require(to.isArray() && !to.isEmpty(), "The to array is required for all personalization objects, and must have"
                + " at least one email object with a valid email address.", field, "message.personalizations.to");
        for (int i = 0; i < to.size(); i++) {
            require(isAddress(text(to.path(i), "email")), "Does not contain a valid address.",
                    field + "." + i + ".email", "message.personalizations.to");
        }
    }

    private void checkSender() {
        var address = text(body.path("from"), "email");
        if (address.isEmpty()) {
            require(false, "The from object must be provided for every email send. It is an object that requires the"
                    + " email parameter, but may also contain a name parameter.  e.g. {\"email\" :"
                    + " \"example@example.com\"}  or {\"email\" : \"example@example.com\", \"name\" : \"Example"
                    + " Recipient\"}.", "from.email", "message.from");
        } else {
            require(isAddress(address), "The from email does not contain a valid address.", "from.email",
                    "message.from");
        }
    }

    private void checkContent() {
        var content = body.path("content");
        require((content.isArray() && !content.isEmpty()) || body.has("template_id"),
                "Unless a valid template_id is provided, the content parameter is required. There must be at least one"
                        + " defined content block. We typically suggest both text/plain and text/html blocks are"
                        + " included, but only one block is required.",
                "content", "message.content");
        for (int i = 0; i < content.size(); i++) {
            require(!text(content.path(i), "type").isEmpty(), "The content type is required.", "content." + i + ".type",
                    "message.content.type");
            require(!text(content.path(i), "value").isEmpty(),
                    "The content value must be a string at least one character in length.", "content." + i + ".value",
                    "message.content.value");
        }
    }

    private void require(boolean holds, String message, String field, String anchor) {
        if (!holds) {
            problems.add(MailProblem.of(message, field, anchor));
        }
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return at > 0 && at < text.length() - 1 && text.indexOf('@', at + 1) < 0
                && text.chars().noneMatch(c -> c <= ' ');
    }

    private static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isString() ? value.stringValue() : "";
    }
}
