package io.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.runtime.WaybillService;
import io.waybill.servers.Databases;
import io.waybill.servers.TestServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class UnsafeLedgerTest {

    @Test
    void aGatewayDoesNotStartOnALedgerThatDoesNotWaitForItsDisk() {
        Databases postgres = TestServers.postgres();
        String url = postgres.newDatabase();
        JdbcClient.create(postgres.superuser(url))
                .sql("alter database " + url.substring(url.lastIndexOf('/') + 1) + " set synchronous_commit = off")
                .update();

        assertThatThrownBy(() -> WaybillService.start(GatewayService.class, "--server.port=0",
                "--spring.datasource.url=" + url, "--spring.data.redis.port=" + TestServers.redis().port()).close())
                .rootCause().hasMessageContaining("synchronous_commit is off");
    }
}
