package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.gateway.Client.Answer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class ApiPagesTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    private Client nobody;

    @BeforeEach
    void client() {
        nobody = Client.of(port, "");
    }

    @Test
    void thePageIsOpenToAllAndAllThatItNeedsIsThere() {
        Answer page = nobody.get("/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(LINK.matcher(page.raw().body()).results().map(link -> link.group(1))).hasSize(4)
                .allSatisfy(link -> assertThat(nobody.get(link).status()).isEqualTo(200));
    }

    @Test
    void aBrowserMayRunNothingFromElsewhere() {
        assertThat(nobody.get("/docs").header("Content-Security-Policy")).contains("default-src 'none'",
                "script-src 'self';", "connect-src 'self';");
        assertThat(nobody.get("/docs/swagger-ui-bundle.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(nobody.get("/docs/swagger-ui.css").header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/index.html", "/docs/openapi.yaml", "/docs/..%2Fopenapi.yaml", "/docs/%2e%2e/docs.js",
        "/webjars/swagger-ui/swagger-ui.css", "/swagger-ui/index.html"})
    void nothingElseIsServed(String path) {
        assertThat(nobody.get(path).status()).isIn(400, 404);
    }

    @Test
    void theGatewaysAddressLeadsToThePage() {
        Answer answer = nobody.get("/");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/docs");
    }

    @Test
    void theProblemsLeadToThePage() {
        assertThat(nobody.get("/problems", "Accept", "text/html").raw().body()).contains("href=\"/docs\"");
    }
}
