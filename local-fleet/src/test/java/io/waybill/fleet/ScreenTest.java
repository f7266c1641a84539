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
    void aPictureTakesThePlaceOfTheOneBeforeWithoutErasingItFirst() {
        var terminal = new StringWriter();

        new Screen(new PrintWriter(terminal)).show("one\ntwo\n");

        assertThat(terminal).hasToString("\u001b[Hone\u001b[K\ntwo\u001b[K\n\u001b[J");
    }
}
