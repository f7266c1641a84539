package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

    private static final LedgerDatabase DATABASE = new LedgerDatabase();

    private final ApiKeys keys = new ApiKeys(DATABASE.ledger);

    @Test
    void aKeyIsFoundWithItsMerchantAndScopes() {
        keys.add("wb_one", new Caller("acme", Set.of(Scope.ORDERS, Scope.OPS)));

        assertThat(keys.find("wb_one")).contains(new Caller("acme", Set.of(Scope.ORDERS, Scope.OPS)));
        assertThat(keys.find("wb_One")).isEmpty();
    }

    @Test
    void theKeyItselfIsNotStored() {
        keys.add("wb_secret", new Caller("acme", Set.of(Scope.ORDERS)));

        assertThat(DATABASE.ledger.sql("select row(k.*)::text from api_key k").query(String.class).list())
                .noneMatch(row -> row.contains("secret"));
    }

    @Test
    void aRevokedKeyIsRefusedAndStaysRevokedWhenItIsAddedAgain() {
        keys.add("wb_revoked", new Caller("acme", Set.of(Scope.ORDERS)));
        DATABASE.ledger.sql("update api_key set revoked_at = now() where merchant = 'acme'").update();
        keys.add("wb_revoked", new Caller("acme", Set.of(Scope.ORDERS)));

        assertThat(new ApiKeys(DATABASE.ledger).find("wb_revoked")).isEmpty();
    }

    @Test
    void theDemoKeyIsMadeWhenThereIsOneAndMayBeMadeAgain() {
        new DemoKey(new GatewaySettings(1, "", 1000), keys);
        new DemoKey(new GatewaySettings(1, "wb_demo", 1000), keys);
        new DemoKey(new GatewaySettings(1, "wb_demo", 1000), keys);

        assertThat(keys.find("wb_demo")).contains(new Caller("demo", Set.of(Scope.ORDERS, Scope.OPS)));
        assertThat(keys.find("")).isEmpty();
    }
}
