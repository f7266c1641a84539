package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.gateway.Client.Answer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class InvariantsHttpTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private Invariants invariants;

    /** The gateway's own tables aren't all: those of the agents are missing here. */
    @Test
    void aGatewayThatCanNotSeeEverythingSaysSo() {
        invariants.look();

        Answer answer = Client.of(port, HttpTest.DEMO_KEY).get("/ops/invariants");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/type")).isEqualTo("/problems/unavailable");
        assertThat(answer.text("/detail")).contains("isn't known").contains("payment.payment");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void onlyOperatorsMaySee() {
        keys.add("wb_merchant_invariants", new Caller("acme", Set.of(Scope.ORDERS)));

        assertThat(Client.of(port, "wb_merchant_invariants").get("/ops/invariants").status()).isEqualTo(403);
    }
}
