package io.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrackingSettingsTest {

    @Test
    void aMemberStateThatIsTheOriginIsDomestic() {
        assertThat(new TrackingSettings("DE", "DHL", "DPD", "UPS").carrierTo("DE")).isEqualTo("DHL");
    }

    @Test
    void anOriginThatIsNoCountryStopsTheStartAndSaysWhatToDo() {
        assertThatThrownBy(() -> new TrackingSettings("UK", "DHL", "DPD", "UPS"))
                .hasMessageContaining("waybill.tracking.origin").hasMessageContaining("GB");
    }
}
