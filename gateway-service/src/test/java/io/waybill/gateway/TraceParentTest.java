package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private static TraceParent continued(String header) {
        return TraceParent.continued(header, RandomGenerator.getDefault());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-" + TRACE + "-" + PARENT + "-00", "cc-" + TRACE + "-" + PARENT + "-00",
        "cc-" + TRACE + "-" + PARENT + "-00-what-the-future-brings"})
    void aValidTraceGoesOnUnderASpanOfOurs(String header) {
        TraceParent trace = continued(header);

        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.parentId()).isNotEqualTo(PARENT).matches("[0-9a-f]{16}");
        assertThat(trace.flags()).isEqualTo("00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00-" + TRACE + "-" + PARENT, "ff-" + TRACE + "-" + PARENT + "-01",
        "00-" + TRACE + "-" + PARENT + "-01-more", "00-00000000000000000000000000000000-" + PARENT + "-01",
        "00-" + TRACE + "-0000000000000000-01", "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01"})
    void anInvalidOneIsReplaced(String header) {
        assertThat(continued(header).traceId()).isNotEqualTo(TRACE).matches("[0-9a-f]{32}");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        TraceParent trace = continued("");

        assertThat(TraceParent.parse(trace.toString())).isEqualTo(trace);
    }
}
