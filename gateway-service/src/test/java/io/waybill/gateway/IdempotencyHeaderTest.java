package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class IdempotencyHeaderTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void withoutTheHeaderThereIsNoKey() {
        assertThat(IdempotencyHeader.read(request)).isEmpty();
    }

    @Test
    void whatIsEscapedWithinQuotesIsMeantAsItIs() {
        request.addHeader("idempotency-key", "\"a\\\"b\\\\c\"");

        assertThat(IdempotencyHeader.read(request)).contains("a\"b\\c");
    }

    @Test
    void lettersBeyondAsciiAreNoKey() {
        request.addHeader("Idempotency-Key", "é");

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> IdempotencyHeader.read(request))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.IDEMPOTENCY_KEY_INVALID));
    }
}
