package io.waybill.gateway;

import io.waybill.contracts.InvalidOrderException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;

/** Turns everything that is thrown while a request is handled into a problem; what nobody expected is logged. */
@Component
final class ProblemResolver implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

    private final ProblemWriter writer;

    ProblemResolver(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception e) {
        if (response.isCommitted()) {
            return null;
        }
        try {
            writer.write(problem(e), request, response);
        } catch (IOException gone) {
            LOG.debug("nobody is there any more to hear of {}", e.toString(), gone);
        }
        return new ModelAndView();
    }

    private static ProblemException problem(Exception e) {
        return switch (e) {
            case ProblemException problem -> problem;
            case InvalidOrderException invalid -> problem(invalid);
            case NoHandlerFoundException _ -> new ProblemException(Problem.NOT_FOUND, "Nothing is at this address.");
            case HttpMediaTypeNotSupportedException other -> unsupported(other);
            case ErrorResponse refused -> problem(refused);
            case IOException _ ->
                new ProblemException(Problem.INVALID_REQUEST, "The body ended before it was complete.");
            case OutcomeUnknownException unknown -> outcomeUnknown(unknown);
            case Exception outage when Outage.is(outage) -> unavailable(outage);
            default -> unexpected(e);
        };
    }

    private static ProblemException problem(InvalidOrderException e) {
        return switch (e.kind()) {
            case MALFORMED ->
                new ProblemException(Problem.MALFORMED_JSON, e.violations().getFirst().detail());
            case SHAPE -> ProblemException.invalidOrder(e.violations());
            case CARD_DATA -> ProblemException.cardData(e.violations());
        };
    }

    /** What Spring refuses by itself: an unsuitable method, type or parameter. */
    private static ProblemException problem(ErrorResponse refused) {
        Problem problem = Problem.ofStatus(refused.getStatusCode().value());
        var e = new ProblemException(problem,
                Objects.requireNonNullElse(refused.getBody().getDetail(), problem.meaning()));
        HttpHeaders headers = refused.getHeaders();
        headers.forEach((name, values) -> e.with(name, String.join(", ", values)));
        return e;
    }

    private static ProblemException unsupported(HttpMediaTypeNotSupportedException other) {
        String readable = MediaType.toString(other.getSupportedMediaTypes());
        return new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE, "%s Send Content-Type: %s.".formatted(
                other.getContentType() == null
                        ? "The header Content-Type is missing."
                        : "Content-Type '%s' isn't read here.".formatted(other.getContentType()),
                readable)).with(HttpHeaders.ACCEPT, readable);
    }

    private static ProblemException unavailable(Exception outage) {
        LOG.warn("the ledger can't be reached: {}", Outage.reason(outage));
        return ProblemException.unavailable(outage);
    }

    private static ProblemException outcomeUnknown(OutcomeUnknownException unknown) {
        LOG.warn("whether an order was accepted isn't known: {}", Outage.reason(unknown));
        return ProblemException.outcomeUnknown(unknown);
    }

    private static ProblemException unexpected(Exception e) {
        LOG.error("a request failed in a way that nobody expected", e);
        return new ProblemException(Problem.INTERNAL_ERROR, Problem.INTERNAL_ERROR.meaning());
    }
}
