package io.waybill.simulators;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's Web API, https://docs.slack.dev/reference/methods/chat.postMessage and auth.test. Errors are answers of 200
 * with {@code "ok": false}. It knows no idempotency key: the same message posted twice is two messages.
 */
@Component
final class SlackFake implements Fake, Iterable<SlackMessage> {

    private final Newest<String, SlackMessage> messages;
    private final AtomicInteger posted = new AtomicInteger();
    private final InstantSource clock;
    private final JsonMapper json;

    SlackFake(SimulatorSettings settings, InstantSource clock, JsonMapper json) {
        this.messages = new Newest<>(settings.keptEntries());
        this.clock = clock;
        this.json = json;
    }

    @Override
    public Provider provider() {
        return Provider.SLACK;
    }

    @Override
    public Visit receive(Call call) {
        return switch (call.path()) {
            case "/api/chat.postMessage" ->
                new Visit.Known(Operation.SLACK_POST_MESSAGE, turn -> post(SlackRequest.read(json, call), turn));
            case "/api/auth.test" ->
                new Visit.Known(Operation.SLACK_AUTH_TEST, turn -> authTest(SlackRequest.read(json, call), turn));
            default -> new Visit.Unknown(refusal("unknown_method"));
        };
    }

    /** Errors by HTTP status are 429 and 5xx at Slack; the rest is in the body. */
    @Override
    public Answer error(int status) {
        var error = status == 429 ? "ratelimited" : status >= 500 ? "internal_error" : "fatal_error";
        return Answer.json(status, json.writeValueAsString(Map.of("ok", false, "error", error)));
    }

    private Answer post(SlackRequest request, Turn turn) throws InterruptedException {
        var problem = request.problem();
        if (problem != null) {
            return refusal(problem);
        }
        return turn.take(() -> post(request));
    }

    private Answer post(SlackRequest request) {
        var message = request.message(nextTimestamp(), clock.instant());
        messages.putIfAbsent(message.id(), message);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("ok", true);
        answer.put("channel", message.channel());
        answer.put("ts", message.id());
        answer.put("message",
                Map.of("type", "message", "text", message.text(), "ts", message.id(), "bot_id", "B0WAYBILL"));
        return Answer.json(200, json.writeValueAsString(answer));
    }

    private Answer authTest(SlackRequest request, Turn turn) throws InterruptedException {
        var problem = request.authenticationProblem();
        if (problem != null) {
            return refusal(problem);
        }
        return turn.take(() -> Answer.json(200, json.writeValueAsString(Map.of("ok", true, "url",
                "https://waybill.slack.com/", "team", "Waybill", "user", "waybill", "team_id", "T0WAYBILL", "user_id",
                "U0WAYBILL", "bot_id", "B0WAYBILL"))));
    }

    private Answer refusal(String error) {
        return Answer.json(200, json.writeValueAsString(Map.of("ok", false, "error", error)));
    }

    /** Unique, as a message's ts is its id within the channel. */
    private String nextTimestamp() {
        return "%d.%06d".formatted(clock.instant().getEpochSecond(),
                Math.floorMod(posted.incrementAndGet(), 1_000_000));
    }

    void clear() {
        messages.clear();
    }

    long forgotten() {
        return messages.forgotten();
    }

    /** Oldest first. */
    @Override
    public Iterator<SlackMessage> iterator() {
        return messages.iterator();
    }
}
