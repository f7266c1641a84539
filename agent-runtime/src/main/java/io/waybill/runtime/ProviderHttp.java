package io.waybill.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A provider over HTTP/1.1, for virtual threads that wait for its answers. Each call under way has a connection, and those left
 * are used again; an agent's concurrency is their only limit. No answer fills the memory, no redirect is followed, and nothing
 * is sent again behind our back. A call takes half the processor's time that it takes with the JDK's client, which hands each
 * from thread to thread.
 */
public final class ProviderHttp implements AutoCloseable {

    /** What a provider may have closed meanwhile isn't worth keeping. */
    private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(30);
    /** For more of an answer, when no agent's timeout interrupts: webhooks have none. */
    private static final Timeout LONGEST_WAIT = Timeout.ofSeconds(30);

    private final CloseableHttpClient http;
    private final int longestAnswer;

    /** @param longestAnswer in bytes */
    public ProviderHttp(Duration connectTimeout, int longestAnswer) {
        this.longestAnswer = longestAnswer;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(Integer.MAX_VALUE).setMaxConnPerRoute(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout)).setSocketTimeout(LONGEST_WAIT)
                        .build())
                .build();
        this.http = HttpClients.custom().setConnectionManager(connections).evictIdleConnections(LONGEST_IDLE)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connectTimeout))
                        .setResponseTimeout(LONGEST_WAIT).build())
                .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                .disableAutomaticRetries().disableRedirectHandling().disableCookieManagement().disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** What was answered, with the text of its body. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {

        /** The first header of this name, in whatever case. */
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).map(List::getFirst);
        }

        /** When the provider wants to be asked again, as far as that can be understood. */
        public Optional<Duration> retryAfter() {
            return RetryAfter.parse(header("Retry-After").orElse(null), header("Date").orElse(null));
        }
    }

    /**
     * Asks once.
     *
     * @param headers with the body's type
     * @throws IOException when there was no answer, or one that was too long; the request may have been heard
     * @throws InterruptedException when the virtual thread was interrupted meanwhile; then the connection is closed
     */
    public Answer ask(String method, URI uri, Map<String, String> headers, byte @Nullable [] body)
            throws IOException, InterruptedException {
        var request = new HttpUriRequestBase(method, uri);
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        try {
            return http.execute(request, answer -> read(answer, request));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("interrupted while waiting for an answer")
                        .initCause(e);
            }
            throw e;
        }
    }

    private Answer read(ClassicHttpResponse answer, HttpUriRequestBase request) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : answer.getHeaders()) {
            headers.merge(header.getName(), List.of(header.getValue()), ProviderHttp::both);
        }
        return new Answer(answer.getCode(), headers, body(answer, request));
    }

    private String body(ClassicHttpResponse answer, HttpUriRequestBase request) throws IOException {
        if (answer.getEntity() == null) {
            return "";
        }
        byte[] body = answer.getEntity().getContent().readNBytes(longestAnswer + 1);
        if (body.length > longestAnswer) {
            request.cancel(); // else closing it would read the rest
            throw new IOException("the answer is longer than " + longestAnswer + " bytes");
        }
        return new String(body, UTF_8);
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }
}
