package io.waybill.gateway;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pages that the types of problems lead to: for people, and open to all. */
@RestController
@RequestMapping("/problems")
@OpenToAll
final class ProblemPages {

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> all() {
        String rows = Arrays.stream(Problem.values()).map(ProblemPages::row).collect(Collectors.joining());
        return HtmlPage.of("Problems",
                "<table>\n" + rows + "</table>\n<p>" + IdempotencyPage.LINK + "<br>" + ApiPages.LINK + "</p>");
    }

    @GetMapping(path = "/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> one(@PathVariable String slug) {
        Problem problem = Problem.ofSlug(slug).orElseThrow(ProblemException::notFound);
        return HtmlPage.of(problem.title(), """
                <p><code>%s</code> with status <code>%d</code></p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>How to mend it</h2>
                <p>%s</p>
                <h2>See also</h2>
                <p>%s<a href="/problems">All problems</a></p>""".formatted(problem.type(), problem.status(),
                HtmlPage.text(problem.meaning()), HtmlPage.text(problem.cure()),
                IdempotencyPage.EXPLAINED.contains(problem) ? IdempotencyPage.LINK + "<br>" : ""));
    }

    private static String row(Problem problem) {
        return """
                <tr><td>%d</td><td><a href="%s">%s</a></td><td>%s</td></tr>
                """.formatted(problem.status(), problem.type(), problem.slug(), HtmlPage.text(problem.title()));
    }
}
