package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RawFieldsTest {

    private static final String EVERY_BYTE = IntStream.range(0, 256).mapToObj(Character::toString)
            .reduce("", String::concat);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void everyByteComesBackAsItWas() {
        var fields = new RawFields(List.of("order", EVERY_BYTE, "", "3:a,"));

        assertThat(RawFields.read(fields.bytes())).isEqualTo(fields);
    }

    @Test
    void aBeginningGivesWhatIsThere() {
        byte[] bytes = new RawFields(List.of("order", "0123456789")).bytes();

        assertThat(RawFields.read(Arrays.copyOf(bytes, bytes.length - 4)).texts()).containsExactly("order", "0123456");
        assertThat(RawFields.read(Arrays.copyOf(bytes, 9)).texts()).containsExactly("order");
        assertThat(RawFields.read(new byte[0]).texts()).isEmpty();
    }

    @Test
    void whatIsNoSuchTextIsRefused() {
        assertThatThrownBy(() -> RawFields.read(ascii("x:a,"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawFields.read(ascii("-1:a,"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawFields.read(ascii(":a,"))).isInstanceOf(IllegalArgumentException.class);
    }
}
