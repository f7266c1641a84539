package io.waybill.simulators;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The ways an answer reaches its client, or fails to. Exactly one of them is used for a request. */
final class Delivery {

    /** 50 MiB: enough to hurt a client that reads without a limit. */
    private static final int OVERSIZE = 50 << 20;
    private static final byte[] PADDING = padding();

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Delivery(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    void send(Answer answer) throws IOException {
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        head(answer, body.length);
        response.getOutputStream().write(body);
    }

    /** At once, although the request goes on, whether or not the client is there to hear it. */
    void sendAndHangUp(Answer answer) {
        try {
            send(answer.with("Connection", "close"));
            response.flushBuffer();
        } catch (IOException gone) {
            // what is under way doesn't end with it
        }
    }

    void sendUnlessSent(Answer answer) throws IOException {
        if (!response.isCommitted()) {
            send(answer);
        }
    }

    /** The right status with JSON that breaks off in the middle. */
    void sendMalformed(Answer answer) throws IOException {
        var half = answer.body().substring(0, answer.body().length() / 2);
        send(new Answer(answer.status(), answer.headers(), half.isEmpty() ? "{\"" : half));
    }

    /** Valid JSON with the right answer in it, behind 50 MiB that nobody asked for. */
    void sendOversized(Answer answer) throws IOException {
        var rest = answer.body().length() > 2 ? "\"," + answer.body().substring(1) : "\"}";
        var start = "{\"padding\":\"".getBytes(StandardCharsets.UTF_8);
        var end = rest.getBytes(StandardCharsets.UTF_8);
        head(answer, start.length + OVERSIZE + end.length);
        var out = response.getOutputStream();
        out.write(start);
        for (int sent = 0; sent < OVERSIZE; sent += PADDING.length) {
            out.write(PADDING);
        }
        out.write(end);
    }

    /** Closes the connection without a byte of an answer. */
    void drop() {
        request.setAttribute(DropConnectionValve.DROP, true);
    }

    private void head(Answer answer, int length) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(length);
    }

    private static byte[] padding() {
        var block = new byte[64 << 10];
        Arrays.fill(block, (byte) 'x');
        return block;
    }
}
