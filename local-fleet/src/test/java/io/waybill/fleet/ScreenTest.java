package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void aPictureTakesThePlaceOfTheOneBeforeWithoutErasingItFirst() {
        var terminal = new StringWriter();

        new Screen(new PrintWriter(terminal)).show("one\ntwo\n");

        assertThat(terminal).hasToString("\u001b[Hone\u001b[K\ntwo\u001b[K\n\u001b[J");
    }
}
