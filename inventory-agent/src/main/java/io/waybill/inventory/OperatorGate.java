package io.waybill.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets only those in who show the operator token as a bearer token (RFC 6750). */
@Component
class OperatorGate implements HandlerInterceptor, WebMvcConfigurer {

    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    OperatorGate(OperatorSettings settings) {
        this.token = settings.opsToken().strip().getBytes(UTF_8);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (token.length == 0) {
            throw unauthorized("This service was started without an operator token, so it lets nobody in: "
                    + "set WAYBILL_OPS_TOKEN (waybill.ops-token) and start it again");
        }
        // In constant time, so that the time of a refusal doesn't tell how much of a guess was right.
        if (!MessageDigest.isEqual(token, shown(request.getHeader(HttpHeaders.AUTHORIZATION)))) {
            throw unauthorized("Send the operator token: 'Authorization: Bearer $WAYBILL_OPS_TOKEN'");
        }
        return true;
    }

    private static byte[] shown(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new byte[0];
        }
        return authorization.substring(SCHEME.length()).strip().getBytes(UTF_8);
    }

    private static ErrorResponseException unauthorized(String detail) {
        ErrorResponseException refusal = Problems.of(HttpStatus.UNAUTHORIZED, detail);
        refusal.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return refusal;
    }
}
