package io.waybill.notifier;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.Methods;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.response.chat.ChatMeMessageResponse;
import com.slack.api.model.Message;
import com.slack.api.util.http.SlackHttpClient;
import io.waybill.runtime.PermanentFailureException;
import io.waybill.runtime.ProviderCall;
import io.waybill.runtime.ProviderCalls;
import io.waybill.runtime.RetryAfter;
import io.waybill.runtime.RetryLaterException;
import io.waybill.runtime.TraceSpan;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.springframework.stereotype.Component;

/**
 * A message to the staff in Slack. It knows no idempotency key, so its client tries nothing again by itself.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">Slack, chat.postMessage</a>
 */
@Component
class SlackChannel implements Channel, AutoCloseable {

    private static final long LONGEST_ANSWER = 64 * 1024;
    private static final int OK = 200;

    /** Slack's errors that pass; all others need somebody to change something. */
    private static final Set<String> PASSING = Set.of("ratelimited", "rate_limited", "internal_error", "fatal_error",
            "service_unavailable", "request_timeout", "team_added_to_org");
    private static final Set<String> ABOUT_THE_TOKEN = Set.of("not_authed", "invalid_auth", "account_inactive",
            "token_revoked", "token_expired", "missing_scope", "not_allowed_token_type", "no_permission");
    private static final Set<String> ABOUT_THE_CHANNEL = Set.of("channel_not_found", "not_in_channel", "is_archived",
            "restricted_action");

    /**
     * The same answer without the message itself, which nobody reads: its client learns anew with every answer how one is made,
     * and for a whole message that took two fifths of the service's processor time.
     */
    private static final Class<ChatMeMessageResponse> READ_AS = ChatMeMessageResponse.class;

    private final SlackSettings settings;
    private final ProviderCalls calls;
    private final OkHttpClient http;
    private final Slack slack;

    SlackChannel(SlackSettings settings, ProviderCalls calls) {
        this.settings = settings;
        this.calls = calls;
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.methods().toString());
        config.setStatsEnabled(false); // else every token costs a hidden call of auth.test
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        config.setHttpClientCallTimeoutMillis(timeout);
        config.setHttpClientReadTimeoutMillis(timeout);
        config.setHttpClientWriteTimeoutMillis(timeout);
        this.http = SlackHttpClient.buildOkHttpClient(config).newBuilder()
                .connectTimeout(settings.connectTimeout())
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .addInterceptor(SlackChannel::bounded)
                .build();
        this.slack = Slack.getInstance(config, new SlackHttpClient(http));
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public String send(Confirmation confirmation) throws IOException, InterruptedException {
        ChatMeMessageResponse answer = post(message(confirmation));
        if (answer.isOk()) {
            return answer.getTs() == null ? "" : answer.getTs();
        }
        throw refusal(String.valueOf(answer.getError()));
    }

    private ChatPostMessageRequest message(Confirmation confirmation) {
        var metadata = Message.Metadata.builder()
                .eventType("order_completed")
                .eventPayload(Map.of("order_id", confirmation.order().id().toString()))
                .build();
        return ChatPostMessageRequest.builder()
                .channel(settings.channel())
                .text(escaped(confirmation.notice()))
                .mrkdwn(false)
                .unfurlLinks(false)
                .unfurlMedia(false)
                .metadata(metadata)
                .build();
    }

    /**
     * Else a reference such as {@code <!channel>} would call everybody.
     *
     * @see <a href="https://docs.slack.dev/messaging/formatting-message-text#escaping">Slack, escaping text</a>
     */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private ChatMeMessageResponse post(ChatPostMessageRequest message) throws IOException, InterruptedException {
        var request = new ProviderCalls.Request("slack", "post", "POST",
                settings.methods().resolve("chat.postMessage"));
        return calls.make(request, call -> post(message, call));
    }

    private ChatMeMessageResponse post(ChatPostMessageRequest message, ProviderCall call) throws IOException {
        try {
            ChatMeMessageResponse answer = slack.methods(settings.token()).postFormWithTokenAndParseResponse(
                    _ -> RequestFormBuilder.toForm(message), Methods.CHAT_POST_MESSAGE, settings.token(), READ_AS);
            call.answered(OK);
            return answer;
        } catch (SlackApiException e) {
            call.answered(e.getResponse().code());
            throw refusal(e.getResponse());
        } catch (RuntimeException e) {
            call.answered(OK); // else it would have been the other exception
            throw new IOException("Slack's answer isn't what chat.postMessage answers", e);
        }
    }

    private static IOException refusal(Response answer) {
        var what = new IOException("Slack answered " + answer.code());
        if (answer.code() == 404 || answer.code() == 405) {
            throw new PermanentFailureException(what.getMessage() + ": check SLACK_API_BASE (waybill.slack.base)",
                    what);
        }
        RetryAfter.parse(answer.header("Retry-After"), answer.header("Date")).ifPresent(delay -> {
            throw new RetryLaterException("Slack answered " + answer.code(), delay);
        });
        return what;
    }

    private static IOException refusal(String error) {
        var what = new IOException("Slack answered " + error);
        if (PASSING.contains(error)) {
            return what;
        }
        String cure = ABOUT_THE_TOKEN.contains(error)
                ? "set SLACK_BOT_TOKEN (waybill.slack.token) to a bot's token with the scope chat:write"
                : ABOUT_THE_CHANNEL.contains(error)
                        ? "set SLACK_CHANNEL (waybill.slack.channel) to a channel that the bot is in"
                        : "see chat.postMessage's errors in Slack's documentation";
        throw new PermanentFailureException(what.getMessage() + ": " + cure, what);
    }

    /** An answer that doesn't end must not fill the memory; cut off it isn't JSON, and so an outage. */
    private static Response bounded(Interceptor.Chain chain) throws IOException {
        var request = chain.request().newBuilder();
        TraceSpan.current().headers(request::header);
        try (Response answer = chain.proceed(request.build())) {
            return answer.newBuilder().body(answer.peekBody(LONGEST_ANSWER)).build();
        }
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }
}
