package io.waybill.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.ErrorResponseException;

class OperatorGateTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer let-me-in", "bearer let-me-in", "Bearer  let-me-in "})
    void whoShowsTheTokenIsLetIn(String authorization) {
        assertThat(passes("let-me-in", authorization)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x"})
    void aServiceWithoutATokenLetsNobodyInAndSaysWhy(String authorization) {
        assertThatThrownBy(() -> passes("", authorization)).isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("set WAYBILL_OPS_TOKEN");
    }

    @Test
    void theTokenIsNotPrinted() {
        assertThat(new OperatorSettings("let-me-in").toString()).doesNotContain("let-me-in");
    }

    private static boolean passes(String token, String authorization) {
        var request = new MockHttpServletRequest("GET", "/stock/A");
        request.addHeader("Authorization", authorization);
        return new OperatorGate(new OperatorSettings(token)).preHandle(request, new MockHttpServletResponse(),
                new Object());
    }
}
