package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waybill.servers.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DurableCommitsTest {

    private final String url = TestServers.postgres().newDatabase();
    private final String name = url.substring(url.lastIndexOf('/') + 1);

    private JdbcClient connected(String options) {
        return JdbcClient.create(new DriverManagerDataSource(url + options, "payment", "waybill"));
    }

    private void asSuperuser(String sql) {
        JdbcClient.create(TestServers.postgres().superuser(url)).sql(sql).update();
    }

    /** The server's own, which is another than ours when it runs in a container. */
    private String address() {
        return connected("").sql("select concat_ws(':', host(inet_server_addr()), inet_server_port())")
                .query(String.class).single();
    }

    private void assertRefused(String options, String source) {
        assertThatExceptionOfType(UnsafeDatabaseException.class)
                .isThrownBy(() -> DurableCommits.require(connected(options)))
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).contains("synchronous_commit is off", name,
                        "role payment", address(), "source: " + source,
                        e.cure()));
    }

    @Test
    void aDatabaseThatWaitsForItsDiskIsTaken() {
        assertThatCode(() -> DurableCommits.require(connected(""))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "remote_write", "remote_apply"})
    void whatWaitsForOurDiskAtLeastIsTaken(String commits) {
        asSuperuser("alter database " + name + " set synchronous_commit = " + commits);

        assertThatCode(() -> DurableCommits.require(connected(""))).doesNotThrowAnyException();
    }

    @Test
    void aDatabaseThatDoesNotIsRefusedUntilItIsMendedAsSaid() {
        asSuperuser("alter database " + name + " set synchronous_commit = off");
        assertRefused("", "database");

        asSuperuser("alter role \"payment\" in database \"" + name + "\" set synchronous_commit = on");
        assertThatCode(() -> DurableCommits.require(connected(""))).doesNotThrowAnyException();
    }

    @Test
    void aRoleThatDoesNotIsRefused() {
        asSuperuser("alter role payment in database " + name + " set synchronous_commit = off");

        assertRefused("", "database user");
    }

    @Test
    void aConnectionThatDoesNotIsRefused() {
        assertRefused("?options=-c%20synchronous_commit=off", "client");
    }
}
