package io.waybill.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request through to its controller when its API key (RFC 6750) has the scope that the controller needs. A
 * controller that says neither {@link Needs} nor {@link OpenToAll} lets nobody through.
 */
@Component
final class ScopeCheck implements HandlerInterceptor {

    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);
    private static final String REALM = "Bearer realm=\"waybill\"";

    private final ApiKeys keys;

    ScopeCheck(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !isOpen(method)) {
            Caller caller = caller(request.getHeader(HttpHeaders.AUTHORIZATION));
            requireScope(caller, scope(method));
            request.setAttribute(Caller.ATTRIBUTE, caller);
        }
        return true;
    }

    private static boolean isOpen(HandlerMethod method) {
        return AnnotationUtils.findAnnotation(method.getBeanType(), OpenToAll.class) != null;
    }

    private static Scope scope(HandlerMethod method) {
        Needs needs = AnnotationUtils.findAnnotation(method.getBeanType(), Needs.class);
        if (needs == null) {
            throw new IllegalStateException(method.getBeanType() + " says neither @Needs nor @OpenToAll");
        }
        return needs.value();
    }

    private Caller caller(@Nullable String header) {
        if (header == null) {
            throw ProblemException.unauthorized("The request has no API key.", REALM);
        }
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw ProblemException.unauthorized("The header Authorization isn't of the form 'Bearer <key>'.",
                    REALM + ", error=\"invalid_request\"");
        }
        return keys.find(bearer.group(1)).orElseThrow(() -> ProblemException.unauthorized(
                "The API key isn't known or has been revoked.", REALM + ", error=\"invalid_token\""));
    }

    private static void requireScope(Caller caller, Scope scope) {
        if (!caller.scopes().contains(scope)) {
            throw new ProblemException(Problem.FORBIDDEN, "The API key lacks the scope '" + scope.code() + "'.")
                    .with(HttpHeaders.WWW_AUTHENTICATE,
                            REALM + ", error=\"insufficient_scope\", scope=\"" + scope.code() + "\"");
        }
    }
}
