package io.waybill.gateway;

import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The policy that the IETF's draft wants to be published: what a key promises, and for how long. */
@RestController
@OpenToAll
final class IdempotencyPage {

    static final String PATH = "/problems/idempotency";
    static final String LINK = "<a href=\"" + PATH + "\">What an idempotency key promises</a>";

    /** Problems that this page helps with. */
    static final Set<Problem> EXPLAINED = Set.of(Problem.IDEMPOTENCY_KEY_INVALID, Problem.IDEMPOTENCY_KEY_IN_USE,
            Problem.IDEMPOTENCY_KEY_REUSED, Problem.UNAVAILABLE);

    private static final String POLICY = """
            <p>Send <code>POST /orders</code> with the header <code>Idempotency-Key</code>, and you may repeat it as often as
            you like: one order is accepted under a key, whatever gets lost on the way. Without the header each request is a new
            order.</p>
            <h2>The key</h2>
            <p>1 to 255 characters of visible ASCII without spaces; a random UUID does well. In quotes, as
            <code>Idempotency-Key: "8e03978e-40d5-43e8-bc93-6894a57f9324"</code> (a String of RFC 9651), or without: both are
            the same key. It is yours alone, and for this method and path alone.</p>
            <h2>What is the same order</h2>
            <p>An order that says the same. White space, the sequence of properties, and <code>null</code> for a property that
            may be missing make no difference; the sequence of lines does. Headers such as <code>Prefer</code> don't count. What
            is kept is the SHA-256 of the order in canonical form, beside the order itself.</p>
            <h2>What you get</h2>
            <table>
            <tr><td>the first time</td><td>202, or 200 with the ended order if you asked to wait for it</td></tr>
            <tr><td>again, the same order</td><td>202 with the first answer's body and <code>Location</code>, byte for byte, and
            <code>Idempotency-Replayed: true</code>; at once, also with <code>Prefer: wait</code></td></tr>
            <tr><td>again, another order</td><td>422 <a href="/problems/idempotency-key-reused">idempotency-key-reused</a></td></tr>
            <tr><td>while the first still runs</td><td>409 <a href="/problems/idempotency-key-in-use">idempotency-key-in-use</a>
            with <code>Retry-After</code></td></tr>
            <tr><td>malformed, or twice in a request</td><td>400 <a
            href="/problems/idempotency-key-invalid">idempotency-key-invalid</a></td></tr>
            </table>
            <h2>What isn't kept</h2>
            <p>A request that is refused or fails (4xx, 5xx) leaves its key free: mend it or repeat it under the same key. After
            a timeout, a broken connection or a 503, repeat it unchanged: if the order was accepted after all you get its
            answer.</p>
            <h2>How long</h2>
            <p>For ever. A key is stored with its order in one commit, and is never deleted.</p>
            <h2>See also</h2>
            <p><a href="/problems">All problems</a></p>""";

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> policy() {
        return HtmlPage.of("One key, one order", POLICY);
    }
}
