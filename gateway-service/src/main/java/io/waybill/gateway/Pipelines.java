package io.waybill.gateway;

import io.waybill.contracts.Pipeline;
import io.waybill.contracts.Plan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All versions of the pipeline that orders began with. They stay in the ledger, and in memory once asked for. */
@Component
final class Pipelines {

    private static final String ADD = """
            insert into pipeline (hash, definition, plan)
            values (:hash, cast(:definition as jsonb), cast(:plan as jsonb))
            on conflict (hash) do nothing
            """;

    private static final String FIND = """
            select definition
            from pipeline
            where hash = :hash
            """;

    private static final String FIND_PLAN = """
            select plan
            from pipeline
            where hash = :hash
            """;

    private static final String AGENTS = """
            select distinct agent
            from pipeline
            cross join unnest(array['main', 'trailing', 'undos']) as part
            cross join lateral string_to_table(plan ->> part, ',') as agent
            where agent <> ''
            order by agent
            """;

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    /** Not the one that writes answers: what is stored doesn't change with how answers look. */
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient ledger;
    private final Map<String, Pipeline> known = new ConcurrentHashMap<>();
    private final Pipeline current;
    private final Plan plan;

    Pipelines(JdbcClient ledger, Pipeline current) {
        this.ledger = ledger;
        this.current = current;
        this.plan = Plan.of(current);
        ledger.sql(ADD).param("hash", plan.hash()).param("definition", JSON.writeValueAsString(current))
                .param("plan", JSON.writeValueAsString(plan.fields())).update();
        known.put(plan.hash(), current);
    }

    /** What new orders begin with. */
    Pipeline current() {
        return current;
    }

    Plan plan() {
        return plan;
    }

    /**
     * A version as it was compiled when orders began with it.
     *
     * @throws org.springframework.dao.DataAccessException when no order ever began with it, or the ledger can't be asked
     */
    Plan plan(String hash) {
        if (hash.equals(plan.hash())) {
            return plan;
        }
        String fields = ledger.sql(FIND_PLAN).param("hash", hash).query(String.class).single();
        return new Plan(hash, JSON.readValue(fields, FIELDS));
    }

    /** @throws org.springframework.dao.DataAccessException when no order ever began with it, or the ledger can't be asked */
    Pipeline find(String hash) {
        Pipeline found = known.get(hash);
        if (found == null) {
            String definition = ledger.sql(FIND).param("hash", hash).query(String.class).single();
            found = JSON.readValue(definition, Pipeline.class);
            known.put(hash, found);
        }
        return found;
    }

    /**
     * The agents of all versions, undos included.
     *
     * @throws org.springframework.dao.DataAccessException when the ledger can't be asked
     */
    List<String> agents() {
        return ledger.sql(AGENTS).query(String.class).list();
    }
}
