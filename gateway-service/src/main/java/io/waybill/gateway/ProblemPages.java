package io.waybill.gateway;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The pages that the types of problems lead to: for people, and open to all. */
@RestController
@RequestMapping("/problems")
@OpenToAll
final class ProblemPages {

    private static final String STYLE = """
            body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; color: #222; }
            h1 { font-size: 1.6rem; line-height: 1.25; }
            h2 { font-size: 1rem; margin: 1.5rem 0 0; }
            p { margin: .25rem 0; }
            code { font-size: .9rem; background: #f2f2f2; padding: .1rem .3rem; border-radius: .2rem; }
            td { padding: .25rem 1.5rem .25rem 0; vertical-align: top; }
            @media (prefers-color-scheme: dark) {
              body { background: #181818; color: #ddd; }
              code { background: #2c2c2c; }
              a { color: #8ab4f8; }
            }""";

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> all() {
        String rows = Arrays.stream(Problem.values()).map(ProblemPages::row).collect(Collectors.joining());
        return page("Problems", "<table>\n" + rows + "</table>");
    }

    @GetMapping(path = "/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> one(@PathVariable String slug) {
        Problem problem = Problem.ofSlug(slug).orElseThrow(ProblemException::notFound);
        return page(problem.title(), """
                <p><code>%s</code> with status <code>%d</code></p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>How to mend it</h2>
                <p>%s</p>
                <h2>See also</h2>
                <p><a href="/problems">All problems</a></p>""".formatted(problem.type(), problem.status(),
                text(problem.meaning()), text(problem.cure())));
    }

    private static String row(Problem problem) {
        return """
                <tr><td>%d</td><td><a href="%s">%s</a></td><td>%s</td></tr>
                """.formatted(problem.status(), problem.type(), problem.slug(), text(problem.title()));
    }

    /** @param body HTML: whatever comes from outside has been through {@link #text} */
    private static ResponseEntity<String> page(String title, String body) {
        String html = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s - Waybill</title>
                <style>
                %2$s
                </style>
                </head>
                <body>
                <h1>%1$s</h1>
                %3$s
                </body>
                </html>
                """.formatted(text(title), STYLE, body);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "max-age=3600")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Content-Type-Options", "nosniff")
                .body(html);
    }

    private static String text(String plain) {
        return HtmlUtils.htmlEscape(plain);
    }
}
