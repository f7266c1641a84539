package io.waybill.fleet;

/**
 * What lets a caller in.
 *
 * @param apiKey the demo merchant's key at the gateway, with every scope
 * @param opsToken the operators' token at the services
 */
record Secrets(String apiKey, String opsToken) {

    private static final String OPS_TOKEN_VARIABLE = "WAYBILL_OPS_TOKEN";

    /** Those of a home; made if it has none. A token from the environment is written down there for the other commands. */
    static Secrets ensure(Home home, Settings settings) {
        String token = settings.value(OPS_TOKEN_VARIABLE).map(given -> home.writeSecret(Home.OPS_TOKEN, given))
                .orElseGet(() -> home.ensureSecret(Home.OPS_TOKEN));
        return new Secrets(home.ensureSecret(Home.API_KEY), token);
    }

    /** Those that a fleet has made. */
    static Secrets find(Home home, Settings settings) {
        return new Secrets(found(home, Home.API_KEY),
                settings.value(OPS_TOKEN_VARIABLE).orElseGet(() -> found(home, Home.OPS_TOKEN)));
    }

    private static String found(Home home, String name) {
        return home.secret(name).orElseThrow(() -> new FleetException(
                "There is no %s yet: start the fleet with ./waybill up".formatted(home.path().resolve(name))));
    }
}
