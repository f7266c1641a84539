package io.waybill.gateway;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** A page for people: how all of the gateway's look, and what a browser may do with them. */
final class HtmlPage {

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

    private HtmlPage() {}

    /** @param body HTML: whatever comes from outside has been through {@link #text} */
    static ResponseEntity<String> of(String title, String body) {
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

    static String text(String plain) {
        return HtmlUtils.htmlEscape(plain);
    }
}
