package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wait=5                          | 5", "WAIT = \"7\"                     | 7",
        "respond-async, wait=5           | 5", "wait=5; foo=bar, handling=strict | 5",
        "wait=5, wait=6                  | 5", "wait=30                          | 30",
        "wait=31                         | 30", "wait=99999999999999999999999     | 30",
        "wait=0                          | 0", "wait=-1                          | 0",
        "wait=1.5                        | 0", "wait                             | 0",
        "await=5                         | 0", "''                               | 0"})
    void waitIsUnderstoodAsTheStandardSaysAndNeverLongerThanHalfAMinute(String header, int seconds) {
        assertThat(Prefer.toWait(List.of(header))).hasSeconds(seconds);
    }
}
