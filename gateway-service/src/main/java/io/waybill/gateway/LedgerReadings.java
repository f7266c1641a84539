package io.waybill.gateway;

import io.waybill.runtime.Backlogs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL says of the fleet, in one statement: it reads the indexes of what is open, and no history. */
final class LedgerReadings implements Readings {

    /** Of an agent that nobody knows any more something may be parked nevertheless. */
    private static final String LOOK = """
            select 'ORDERS_UNFINISHED' as gauge, null as agent, count(*)::double precision as value
            from ledger.orders
            where outcome is null
            union all
            select
              'ORDER_UNFINISHED_OLDEST_AGE_SECONDS', null,
              coalesce((
                select extract(epoch from clock_timestamp() - accepted_at)
                from ledger.orders
                where outcome is null
                order by id
                limit 1
              ), 0)
            union all
            select 'PARKED', agent, count(id)
            from unnest(cast(:agents as text[])) as known (agent)
            full join (select id, coalesce(agent, :ledger) as agent from ledger.parked_open) parked using (agent)
            group by agent
            union all
            select 'POSTGRES_SIZE_BYTES', null, pg_database_size(current_database())
            union all
            select 'POSTGRES_CONNECTIONS', null, numbackends
            from pg_stat_database
            where datname = current_database()
            union all
            select 'POSTGRES_CONNECTIONS_MAX', null, current_setting('max_connections')::double precision
            """;

    private final JdbcClient everything;
    private final String[] agents;

    /**
     * @param everything reads the ledger, and waits for no connection that orders need
     * @param agents have a reading also when nothing of theirs is parked
     */
    LedgerReadings(JdbcClient everything, List<String> agents) {
        this.everything = everything;
        this.agents = agents.toArray(String[]::new);
    }

    @Override
    public List<Reading> look() {
        return everything.sql(LOOK).param("agents", agents).param("ledger", Backlogs.LEDGER)
                .query(LedgerReadings::reading)
                .list();
    }

    private static Reading reading(ResultSet row, int number) throws SQLException {
        return new Reading(FleetGauge.valueOf(row.getString("gauge")), row.getString("agent"), row.getDouble("value"));
    }
}
