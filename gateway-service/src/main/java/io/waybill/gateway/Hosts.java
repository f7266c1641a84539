package io.waybill.gateway;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which service hosts an agent: known for those that Waybill brings along, else read off the names of those who live. */
final class Hosts {

    private static final Map<String, String> KNOWN = Map.ofEntries(Map.entry("validator", "validator-agent"),
            Map.entry("inventory_agent", "inventory-agent"),
            Map.entry("fraud_agent", "fraud-agent"),
            Map.entry("payment_agent", "payment-agent"),
            Map.entry("payment_authorize", "payment-agent"),
            Map.entry("payment_capture", "payment-agent"),
            Map.entry("payment_rollback", "payment-agent"),
            Map.entry("tracking_agent", "tracking-agent"),
            Map.entry("notifier", "notifier-agent"),
            Map.entry("rollback", "rollback-agent"),
            Map.entry("inventory_rollback", "rollback-agent"));

    /** A service's name and what tells its instances apart: {@code gift-wrap-agent-2}. */
    private static final Pattern INSTANCE = Pattern.compile("(.+-agent)-.+");

    private Hosts() {}

    /** @param instances names of those who live */
    static @Nullable String of(String agent, List<String> instances) {
        String known = KNOWN.get(agent);
        return known != null
                ? known
                : instances.stream().map(INSTANCE::matcher).filter(Matcher::matches)
                        .map(matcher -> matcher.group(1)).findFirst().orElse(null);
    }
}
