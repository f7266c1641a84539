package io.waybill.inventory;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param opsToken what operators show; without one nobody is let in */
@ConfigurationProperties("waybill")
record OperatorSettings(@DefaultValue("") String opsToken) {

    @Override
    public String toString() {
        return "OperatorSettings[opsToken=" + (opsToken.isBlank() ? "none" : "***") + "]";
    }
}
