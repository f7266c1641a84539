package io.waybill.gateway;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of all routes, and a page on which people read it and try them: Swagger UI, of which these files are served
 * and nothing else.
 */
@RestController
@OpenToAll
final class ApiPages {

    static final String LINK = "<a href=\"/docs\">All routes, to read and to try</a>";

    private static final String OURS = "openapi/";
    private static final String SWAGGER_VERSION = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    /** Scripts, styles and requests of the page's own origin; Swagger UI sets styles by script and has its icons in them. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, MediaType> TYPES = Map.of("html", MediaType.TEXT_HTML,
            "css", new MediaType("text", "css"), "js", new MediaType("text", "javascript"), "png", MediaType.IMAGE_PNG);

    private final Supplier<String> document = SingletonSupplier.of(ApiDocument::read);

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    String document() {
        return document.get();
    }

    /** Who only has the gateway's address wants to know what is there. */
    @GetMapping("/")
    ResponseEntity<Void> start() {
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/docs")).build();
    }

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return resource(OURS + "docs.html");
    }

    @GetMapping("/docs/{file}")
    ResponseEntity<Resource> file(@PathVariable String file) throws IOException {
        return switch (file) {
            case "docs.js" -> resource(OURS + file);
            case "swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png" ->
                resource("META-INF/resources/webjars/swagger-ui/" + version() + "/" + file);
            default -> throw ProblemException.notFound();
        };
    }

    private static String version() throws IOException {
        return PropertiesLoaderUtils.loadProperties(new ClassPathResource(SWAGGER_VERSION)).getProperty("version");
    }

    private static ResponseEntity<Resource> resource(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return ResponseEntity.ok()
                .contentType(TYPES.getOrDefault(ending, MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .body(new ClassPathResource(path));
    }
}
