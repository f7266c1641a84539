package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParkedTableTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.000Z");

    private static String table(String page) {
        return new ParkedTable(Http.JSON.readTree(page), NOW).toString();
    }

    @Test
    void causesComeFirstAndThenWhatWasParkedForThem() {
        assertThat(
                table("""
                        { "groups": [ { "cause": "dependency_failed", "count": 12 }, { "cause": "undecodable-entry", "count": 1 } ],
                          "items": [
                            { "id": "0199c0de-0000-7000-8000-000000000001", "orderId": "0199c0de-0000-7000-8000-00000000000a",
                              "agent": "payment_rollback", "cause": "dependency_failed", "detail": "out of patience",
                              "since": "2026-01-01T11:57:00.000Z", "entry": null },
                            { "id": "0199c0de-0000-7000-8000-000000000002", "orderId": null, "agent": null,
                              "cause": "undecodable-entry", "detail": "%s", "since": "2025-12-30T11:57:00.000Z", "entry": null } ],
                          "cursor": "x" }
                        """
                        .formatted("no order: \\n" + "x".repeat(200))))
                .isEqualTo(
                        """
                                      12  dependency_failed
                                       1  undecodable-entry

                                  0199c0de-0000-7000-8000-000000000001  payment_rollback      3 min ago
                                      dependency_failed: out of patience
                                      order 0199c0de-0000-7000-8000-00000000000a

                                  0199c0de-0000-7000-8000-000000000002                          2 d ago
                                      undecodable-entry: no order:
                                      %s

                                parked: 13, of which the newest 2 are shown
                                """.formatted("x".repeat(200)));
    }

    @Test
    void nothingIsOneLine() {
        assertThat(table("{ \"groups\": [], \"items\": [], \"cursor\": null }")).isEqualTo("parked: 0\n");
    }
}
