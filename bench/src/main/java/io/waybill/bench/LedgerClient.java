package io.waybill.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.UUID;

/**
 * A client who is content with the 202, and somebody beside him who watches the ledger for the end. The fleet does nothing
 * for it beyond the order itself, so its cost and the time until the 202 are what they are without a benchmark.
 */
record LedgerClient(Gateway gateway, LedgerWatch ledger) implements Target {

    @Override
    public Ending place(Wish wish, Runnable accepted) throws InterruptedException {
        try {
            HttpResponse<String> answer = gateway.order(wish);
            if (answer.statusCode() != 202) {
                return Ending.refused(answer.statusCode());
            }
            accepted.run();
            return ledger.awaitEnd(id(answer));
        } catch (IOException _) {
            return Ending.NO_ANSWER;
        }
    }

    private static UUID id(HttpResponse<String> answer) throws IOException {
        String location = answer.headers().firstValue("Location").orElseThrow(() -> new IOException("no Location"));
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }
}
