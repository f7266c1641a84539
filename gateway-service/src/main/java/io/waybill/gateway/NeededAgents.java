package io.waybill.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The agents that unsettled orders still need, each by the version of the pipeline that it began with. */
@Component
class NeededAgents {

    /**
     * Where abort stands only the undos are left to do, and behind the end only what trails. Else all may be, the undos
     * included: a committed order may be turned round yet.
     */
    private static final String BESIDE = """
            with other as (
              select p.hash, part, agent
              from pipeline p
              cross join unnest(array['main', 'trailing', 'undos']) as part
              cross join lateral string_to_table(p.plan ->> part, ',') as agent
              where agent <> all (cast(:agents as text[]))
            )
            select x.agent, x.hash as version, count(*) as orders
            from other x
            join orders o on o.pipeline = x.hash
            left join decision d on d.order_id = o.id
            where (o.settled_at is null or o.outcome is null)
              and case
                when d.verdict = 'abort' then x.part = 'undos'
                when o.outcome = 'completed' then x.part = 'trailing'
                else true
              end
              and not exists (
                select
                from event e
                where e.order_id = o.id and e.life = o.life and e.agent = x.agent and e.status = 'done' and not e.is_fork
              )
            group by x.agent, x.hash
            order by x.agent, x.hash
            """;

    private final JdbcClient ledger;

    NeededAgents(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /** @param orders how many of this version need the agent */
    record Needed(String agent, String version, long orders) {

        @Override
        public String toString() {
            return "%s (%d %s of version %s)".formatted(agent, orders, orders == 1 ? "order" : "orders", version);
        }
    }

    /**
     * Those that aren't among these agents.
     *
     * @throws org.springframework.dao.DataAccessException when the ledger can't be asked
     */
    List<Needed> beside(Collection<String> agents) {
        return ledger.sql(BESIDE).param("agents", agents.toArray(String[]::new)).query(NeededAgents::needed).list();
    }

    private static Needed needed(ResultSet row, int number) throws SQLException {
        return new Needed(row.getString("agent"), row.getString("version"), row.getLong("orders"));
    }
}
