package io.waybill.simulators;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** {@code /control/profile}. */
@Component
final class ProfileControl {

    private final Conditions conditions;
    private final JsonMapper json;

    ProfileControl(Conditions conditions, JsonMapper json) {
        this.conditions = conditions;
        this.json = json;
    }

    ServerResponse get() {
        return ServerResponse.ok().body(Map.of("name", conditions.profile().label()));
    }

    /** Requests under way keep the delay they began with. */
    ServerResponse put(String body) {
        var fields = Fields.of(json, body);
        var name = fields.text("name");
        var wanted = Arrays.stream(Profile.values()).filter(profile -> profile.label().equals(name)).findFirst();
        fields.check("name", name.isEmpty() || wanted.isPresent(), "must be one of "
                + Arrays.stream(Profile.values()).map(Profile::label).collect(Collectors.joining(", ")));
        fields.finish();
        wanted.ifPresent(conditions::become);
        return get();
    }
}
