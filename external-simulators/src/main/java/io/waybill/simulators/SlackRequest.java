package io.waybill.simulators;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call of a Slack method, as JSON or as a form, https://docs.slack.dev/apis/web-api/#requests. In a form, structured
 * arguments such as {@code metadata} are JSON texts.
 */
record SlackRequest(@Nullable String token, JsonNode arguments) {

    private static final Pattern ID = Pattern.compile("[CDG][A-Z0-9]{2,20}");
    private static final Pattern NAME = Pattern.compile("#?[a-z0-9_-]{1,80}");

    static SlackRequest read(JsonMapper json, Call call) {
        var type = call.headers().get("Content-Type");
        var arguments = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json")
                ? tree(json, call.body())
                : form(json, call);
        var inBody = text(arguments, "token");
        return new SlackRequest(inBody.isEmpty() ? call.bearer() : inBody, arguments);
    }

    /** The documented error, or null. Any {@code xox…} token is good. */
    @Nullable
    String authenticationProblem() {
        return token == null ? "not_authed" : token.startsWith("xox") ? null : "invalid_auth";
    }

    /** Channels exist when their name or id is well-formed and doesn't begin with {@code missing}. */
    @Nullable
    String problem() {
        var channel = text(arguments, "channel");
        boolean exists = ID.matcher(channel).matches()
                || (NAME.matcher(channel).matches() && !channel.replace("#", "").startsWith("missing"));
        var denied = authenticationProblem();
        if (denied != null) {
            return denied;
        }
        if (!exists) {
            return "channel_not_found";
        }
        boolean empty = text(arguments, "text").isBlank() && arguments.path("blocks").isEmpty()
                && arguments.path("attachments").isEmpty();
        return empty ? "no_text" : null;
    }

    SlackMessage message(String ts, Instant at) {
        var orderId = arguments.path("metadata").path("event_payload").path(PaymentIntent.ORDER_ID);
        return new SlackMessage(ts, orderId.isMissingNode() ? null : orderId.asString(),
                channelId(text(arguments, "channel")), text(arguments, "text"), at);
    }

    private static String channelId(String channel) {
        return ID.matcher(channel).matches()
                ? channel
                : "C%010X".formatted(Integer.toUnsignedLong(channel.replace("#", "").hashCode()));
    }

    private static JsonNode form(JsonMapper json, Call call) {
        var arguments = json.createObjectNode();
        Form.parse(call.body()).forEach((name, value) -> {
            var structured = name.equals("metadata") || name.equals("blocks") || name.equals("attachments");
            arguments.set(name, structured ? tree(json, value) : json.getNodeFactory().stringNode(value));
        });
        return arguments;
    }

    private static JsonNode tree(JsonMapper json, String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException malformed) {
            return json.createObjectNode();
        }
    }

    private static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isString() ? value.stringValue() : "";
    }
}
