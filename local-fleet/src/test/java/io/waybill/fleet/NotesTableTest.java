package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotesTableTest {

    private static String table(String page) {
        return new NotesTable(Http.JSON.readTree(page)).toString();
    }

    @Test
    void eachNoteSaysWhoDidWhatWhenAndWhy() {
        assertThat(table("""
                { "notes": [
                    { "orderId": null, "agent": "notifier", "at": "2026-01-01T12:00:00.000Z", "by": "operator:demo",
                      "what": "pause", "why": "wrong text" },
                    { "orderId": "0199", "agent": null, "at": "2026-01-01T11:00:00.000Z", "by": "merchant:demo",
                      "what": "cancel", "why": null } ],
                  "cursor": "x" }""")).isEqualTo("""
                  2026-01-01T12:00:00.000Z  operator:demo: pause notifier
                      wrong text
                  2026-01-01T11:00:00.000Z  merchant:demo: cancel
                      order 0199
                notes: 2, and older ones
                """);
    }

    @Test
    void nothingIsOneLine() {
        assertThat(table("{ \"notes\": [], \"cursor\": null }")).isEqualTo("notes: 0\n");
    }
}
