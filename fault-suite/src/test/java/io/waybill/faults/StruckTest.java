package io.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StruckTest {

    @Test
    void onlyMessagesThatWereTakenAndNotToldMayBeSentAgain() {
        var faults = JsonMapper.shared().readTree("""
                [{"provider":"sendgrid","kind":"drop_answer","fired":5},
                 {"provider":"slack","kind":"malformed","fired":3},
                 {"provider":"sendgrid","kind":"status","fired":7},
                 {"provider":"stripe","kind":"drop_answer","fired":11}]""");

        assertThat(Struck.of(faults)).isEqualTo(new Struck(26, 8, 7));
    }
}
