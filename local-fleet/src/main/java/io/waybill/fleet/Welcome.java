package io.waybill.fleet;

import java.util.stream.Collectors;

/** What a user wants to know once everything is up. */
record Welcome(Addresses addresses, Home home, Secrets secrets) {

    @Override
    public String toString() {
        return """

                Gateway      %s
                Routes       %s
                Simulators   %s
                Instances    %s
                Demo key     %s  (merchant demo; in %s)
                Log          %s

                Send an order with ./waybill order, or by hand:

                  curl -i %s/orders \\
                    -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \\
                    -d '%s'
                """.formatted(addresses.gateway(), addresses.gateway().resolve("/docs"), addresses.simulators(),
                instances(), secrets.apiKey(),
                home.path().resolve(Home.API_KEY),
                home.log(), addresses.gateway(), secrets.apiKey(),
                SampleOrder.GOOD.order().json().replace("'", "'\\''"));
    }

    private String instances() {
        return addresses.instances().entrySet().stream()
                .map(instance -> "%-17s  %s".formatted(instance.getKey(), instance.getValue()))
                .collect(Collectors.joining("\n             "));
    }
}
