package io.waybill.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Times in answers: ISO 8601 in UTC with exactly three digits behind the second, so that they sort as text. */
@JacksonComponent
class InstantJson extends ValueSerializer<Instant> {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
        json.writeString(FORMAT.format(time));
    }
}
