package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void aLineFitsInto80ColumnsWhateverIsInIt() {
        assertThat(Screen.line("  ", "two\r\nlines")).isEqualTo("  two lines\n");
        assertThat(Screen.line("  ", "x".repeat(78))).hasSize(81).endsWith("xx\n");
        assertThat(Screen.line("  ", "x".repeat(79))).hasSize(81).endsWith("x…\n");
    }

    @Test
    void linesHoldAllOfATextWhateverIsInIt() {
        assertThat(Screen.lines("  ", "two\r\nlines")).isEqualTo("  two lines\n");
        assertThat(Screen.lines("  ", "x".repeat(70) + " seven77 next")).isEqualTo(
                "  " + "x".repeat(70) + " seven77\n  next\n");
        assertThat(Screen.lines("  ", "a " + "x".repeat(90) + " b")).isEqualTo("  a\n  " + "x".repeat(90) + "\n  b\n");
    }

    @Test
    void aPictureTakesThePlaceOfTheOneBeforeWithoutErasingItFirst() {
        var terminal = new StringWriter();

        new Screen(new PrintWriter(terminal)).show("one\ntwo\n");

        assertThat(terminal).hasToString("\u001b[Hone\u001b[K\ntwo\u001b[K\n\u001b[J");
    }
}
