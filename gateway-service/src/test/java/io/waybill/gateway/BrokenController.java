package io.waybill.gateway;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes that go wrong in ways that no real one should. */
@RestController
@OpenToAll
class BrokenController {

    @GetMapping("/broken/unexpected")
    String unexpected() {
        throw new IllegalStateException("the secret is 42");
    }

    @GetMapping("/broken/sent-by-the-container")
    void sent(HttpServletResponse response) throws IOException {
        response.sendError(507, "the secret is 42");
    }
}
