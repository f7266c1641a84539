package io.waybill.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client who asks for the end with the order itself ({@code Prefer: wait=30}), as one of the old chain had to: the answer
 * is the end. What the gateway does to answer so is part of what is measured.
 */
record WaitingClient(Gateway gateway) implements Target {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public Ending place(Wish wish, Runnable accepted) throws InterruptedException {
        try {
            HttpResponse<String> answer = gateway.orderAndItsEnd(wish);
            return switch (answer.statusCode()) {
                case 200 -> ending(JSON.readTree(answer.body()));
                case 202 -> Ending.NOT_IN_TIME;
                default -> Ending.refused(answer.statusCode());
            };
        } catch (IOException _) {
            return Ending.NO_ANSWER;
        }
    }

    private static Ending ending(JsonNode order) {
        return Ending.of(order.path("status").asString(), order.path("reason").asString(""));
    }
}
