package io.waybill.simulators;

import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer; JSON unless a header says otherwise. */
record Answer(int status, Map<String, String> headers, String body) {

    static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
