package io.waybill.simulators;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, read whole.
 *
 * @param path the path below the provider's prefix, as the provider itself would see it
 * @param query the raw query string, empty when there is none
 */
record Call(String method, String path, String query, String body, Headers headers) {

    /** More than any request of the four APIs needs; a larger one is cut and fails as malformed. */
    private static final int MAX_BODY = 2 << 20;

    @FunctionalInterface
    interface Headers {
        @Nullable
        String get(String name);
    }

    static Call of(HttpServletRequest request) throws IOException {
        var query = request.getQueryString();
        var path = request.getPathInfo();
        return new Call(request.getMethod(), path == null ? "/" : path, query == null ? "" : query, body(request),
                request::getHeader);
    }

    /** The token of {@code Authorization: Bearer …}, or null. */
    @Nullable
    String bearer() {
        var header = headers.get("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7) && header.length() > 7
                ? header.substring(7).strip()
                : null;
    }

    boolean is(String method, String path) {
        return this.method.equals(method) && this.path.equals(path);
    }

    private static String body(HttpServletRequest request) throws IOException {
        int announced = request.getContentLength();
        try (var in = request.getInputStream()) {
            if (announced < 0 || announced > MAX_BODY) {
                return new String(in.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
            }
            var exact = new byte[announced]; // a growing buffer was half of all allocation under load
            return new String(exact, 0, in.readNBytes(exact, 0, announced), StandardCharsets.UTF_8);
        }
    }
}
