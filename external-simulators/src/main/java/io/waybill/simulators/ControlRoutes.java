package io.waybill.simulators;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The control API: how slow, how broken, and what happened. Refusals are problem+json (RFC 9457). */
@Configuration(proxyBeanMethods = false)
class ControlRoutes {

    @Bean
    RouterFunction<ServerResponse> control(ProfileControl profiles, FaultControl faults, LedgerControl ledger,
            LoadControl load, WebhookControl webhooks) {
        return RouterFunctions.route()
                .GET("/control/profile", request -> profiles.get())
                .PUT("/control/profile", request -> profiles.put(body(request)))
                .GET("/control/faults", request -> faults.list())
                .POST("/control/faults", request -> faults.inject(body(request)))
                .DELETE("/control/faults", request -> faults.removeAll())
                .DELETE("/control/faults/{id}", request -> faults.remove(request.pathVariable("id")))
                .GET("/control/ledger", request -> ledger.get(request.param("since")))
                .DELETE("/control/ledger", request -> ledger.clear())
                .GET("/control/load", request -> load.get())
                .DELETE("/control/load", request -> load.clear())
                .POST("/control/stripe/expire", request -> ledger.expireHolds(body(request)))
                .POST("/control/stripe/webhooks", request -> webhooks.send(body(request)))
                .onError(InvalidInput.class, ControlRoutes::invalid)
                .build();
    }

    static ServerResponse problem(HttpStatus status, String detail, Map<String, Object> more) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        more.forEach(problem::setProperty);
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    private static ServerResponse invalid(Throwable thrown, ServerRequest request) {
        var complaints = thrown instanceof InvalidInput input ? input.complaints() : List.of();
        return problem(HttpStatus.BAD_REQUEST, "Nothing was changed. Mend what errors lists and send it again;"
                + " external-simulators/README.md has examples.", Map.of("errors", complaints));
    }

    /** As text: a missing or wrong Content-Type from curl is no reason to refuse. */
    private static String body(ServerRequest request) throws IOException, ServletException {
        return new String(request.servletRequest().getInputStream().readAllBytes(),
                StandardCharsets.UTF_8);
    }
}
