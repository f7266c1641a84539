package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementSummaryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select id from orders where id = ? for no key update                                | SELECT orders
            select status, short_sku from inventory.reserve(?, ?, ?)                            | SELECT inventory.reserve
            select inventory.release(?)                                                         | SELECT inventory.release
            select 1                                                                            | SELECT
            insert into payment.payment as p (id) values (?) on conflict do update set x = 1    | INSERT payment.payment
            with d as (select 1 from ledger.decide(?)), n as (update payment.payment set x = 1) | UPDATE payment.payment
            delete from notifier.sending where order_id = ?                                     | DELETE notifier.sending
            """)
    void itsFirstWriteOrElseWhatItReadsFirst(String sql, String summary) {
        assertThat(StatementSummary.of(sql)).isEqualTo(summary);
    }
}
