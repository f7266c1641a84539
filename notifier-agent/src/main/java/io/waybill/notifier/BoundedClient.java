package io.waybill.notifier;

import com.sendgrid.Client;
import com.sendgrid.Response;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.http.Header;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.impl.client.CloseableHttpClient;

/**
 * SendGrid's HTTP client, which by itself keeps whole answers in memory, however long. Status and headers say it all, so
 * bodies are dropped: short ones are read to their end, which lets the connection be used again.
 */
final class BoundedClient extends Client {

    private static final int LONGEST_ANSWER = 64 * 1024;

    /** @param plain whether it's http, not https */
    BoundedClient(CloseableHttpClient http, boolean plain) {
        super(http, plain);
    }

    @Override
    public Response getResponse(CloseableHttpResponse answer) throws IOException {
        if (answer.getEntity() != null) {
            answer.getEntity().getContent().readNBytes(LONGEST_ANSWER);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : answer.getAllHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        return new Response(answer.getStatusLine().getStatusCode(), "", headers);
    }
}
