package io.waybill.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks into every service's tables for what a replay would do: who has done its part does nothing. Nothing is changed. */
final class Forecasts {

    private static final String LOOK = """
            with chosen as (
              select k.order_id, k.agent, d.verdict
              from ledger.parked_open k
              left join ledger.decision d on d.order_id = k.order_id
              where (cast(:cause as text) is null or k.cause = :cause)
                and (cast(:agent as text) is null or k.agent = :agent)
            ), forward as (
              select * from chosen where verdict is distinct from 'abort'
            ), backward as (
              select * from chosen where verdict is distinct from 'commit'
            )
            select
              (select count(*) from chosen) as parked,
              (
                select count(distinct f.order_id)
                from forward f
                left join payment.payment p on p.order_id = f.order_id
                where f.agent = 'payment_authorize' and (p.order_id is null or p.state = 'intended')
              ) as hold,
              (
                select count(distinct f.order_id)
                from forward f
                left join payment.payment p on p.order_id = f.order_id
                where f.agent = 'payment_capture' and p.intent_id is not null and p.state in ('intended', 'capturing')
                  or f.agent = 'payment_agent' and (p.order_id is null or p.state in ('intended', 'capturing'))
              ) as charge,
              (
                select count(distinct b.order_id)
                from backward b
                join payment.payment p on p.order_id = b.order_id
                where b.agent = 'payment_rollback' and p.intent_id is not null
              ) as refund_or_void,
              (
                select count(distinct f.order_id)
                from forward f
                left join inventory.reservation r on r.order_id = f.order_id
                where f.agent = 'inventory_agent' and r.order_id is null
              ) as reserve,
              (
                select count(distinct b.order_id)
                from backward b
                join inventory.reservation r on r.order_id = b.order_id
                where b.agent = 'inventory_rollback' and r.state = 'held'
              ) as release,
              (
                select count(distinct f.order_id)
                from forward f
                left join tracking.shipment s on s.order_id = f.order_id
                where f.agent = 'tracking_agent' and s.order_id is null
              ) as ship,
              (
                select count(distinct f.order_id)
                from forward f
                left join notifier.message m on m.order_id = f.order_id and m.channel = 'mail'
                where f.agent = 'notifier' and m.order_id is null
              ) as mail,
              (
                select count(distinct f.order_id)
                from forward f
                left join notifier.message m on m.order_id = f.order_id and m.channel = 'slack'
                where f.agent = 'notifier' and m.order_id is null
              ) as slack
            """;

    private final JdbcClient everything;

    /** @param everything reads the tables of all services */
    Forecasts(JdbcClient everything) {
        this.everything = everything;
    }

    /** @throws ProblemException when a service's tables aren't there yet */
    Forecast of(ParkedFilter filter) {
        try {
            return everything.sql(LOOK).param("cause", filter.cause()).param("agent", filter.agent())
                    .query(Forecasts::forecast).single();
        } catch (BadSqlGrammarException e) {
            throw ProblemException.unforeseeable(e);
        }
    }

    private static Forecast forecast(ResultSet row, int number) throws SQLException {
        return new Forecast(true, row.getLong("parked"), new Forecast.Effects(row.getLong("hold"),
                row.getLong("charge"), row.getLong("refund_or_void"), row.getLong("reserve"), row.getLong("release"),
                row.getLong("ship"), row.getLong("mail"), row.getLong("slack")));
    }
}
