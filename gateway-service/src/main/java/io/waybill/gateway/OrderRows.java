package io.waybill.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes accepted orders into the ledger, each together with its claim on its key. */
@Component
final class OrderRows {

    /**
     * An order with a key is written only when the key was free. Two gateways that claim the same keys at once wait for each
     * other; since they take them in the same sequence, never both for ever.
     */
    private static final String INSERT = """
            with asked as materialized (
              select *
              from unnest(
                cast(:ids as uuid[]), cast(:merchants as text[]), cast(:references as text[]),
                cast(:currencies as text[]), cast(:totals as bigint[]), cast(:payloads as text[]),
                cast(:pipelines as text[]), cast(:partitions as integer[]), cast(:traces as text[]),
                cast(:patiences as bigint[]), cast(:routes as text[]), cast(:keys as text[]),
                cast(:fingerprints as text[])
              ) as asked
                (id, merchant, reference, currency, total, payload, pipeline, partition, trace_parent, patience,
                 route, key, fingerprint)
            ),
            claimed as (
              insert into idempotency_key (merchant, route, key, fingerprint, order_id)
              select merchant, route, key, decode(fingerprint, 'hex'), id
              from asked
              where key is not null
              order by merchant, route, key
              on conflict (merchant, route, key) do nothing
              returning order_id
            )
            insert into orders
              (id, merchant, reference, currency, total, payload, pipeline, partition, trace_parent, deadline_at)
            select
              id, merchant, reference, currency, total, payload, pipeline, partition, trace_parent,
              now() + patience * interval '1 millisecond'
            from asked
            where key is null or id in (select order_id from claimed)
            on conflict (id) do nothing
            returning id, deadline_at
            """;

    /**
     * What stands where an order wasn't written: under its key, or the very same order from a write whose answer was lost. A
     * statement of its own, since the one above doesn't see what another gateway committed while it ran.
     */
    private static final String STANDING = """
            select
              asked.id, o.id as standing, o.deadline_at, k.fingerprint = decode(asked.fingerprint, 'hex') as same
            from unnest(
              cast(:ids as uuid[]), cast(:merchants as text[]), cast(:payloads as text[]),
              cast(:routes as text[]), cast(:keys as text[]), cast(:fingerprints as text[])
            ) as asked (id, merchant, payload, route, key, fingerprint)
            left join idempotency_key k
              on k.merchant = asked.merchant and k.route = asked.route and k.key = asked.key
            join orders o on o.id = coalesce(k.order_id, asked.id)
            where o.id <> asked.id or o.payload = asked.payload
            """;

    private final JdbcClient ledger;

    OrderRows(JdbcClient ledger) {
        this.ledger = ledger;
    }

    /**
     * All in one commit: when it returns, the orders are on disk. May be called again with the same orders when it isn't
     * known what became of the first call.
     *
     * @return what became of each, in the same sequence
     * @throws DuplicateKeyException when the id of one belongs to another order
     */
    List<Receipt> insert(List<NewOrder> orders) {
        Map<UUID, Receipt> receipts = new HashMap<>(written(orders));
        List<NewOrder> others = orders.stream().filter(each -> !receipts.containsKey(each.order().id())).toList();
        if (!others.isEmpty()) {
            receipts.putAll(standing(others));
        }
        return orders.stream().map(each -> receipt(each, receipts)).toList();
    }

    /** What stands under each order's key, if anything does; in the same sequence. */
    List<Optional<Receipt>> find(List<NewOrder> orders) {
        Map<UUID, Receipt> standing = standing(orders);
        return orders.stream().map(each -> Optional.ofNullable(standing.get(each.order().id()))).toList();
    }

    private static Receipt receipt(NewOrder order, Map<UUID, Receipt> receipts) {
        Receipt receipt = receipts.get(order.order().id());
        if (receipt == null) {
            throw new DuplicateKeyException("the id " + order.order().id() + " belongs to another order");
        }
        return receipt;
    }

    private Map<UUID, Receipt> written(List<NewOrder> orders) {
        Map<UUID, Receipt> written = new HashMap<>();
        ledger.sql(INSERT)
                .param("ids", Column.of(orders, each -> each.order().id()))
                .param("merchants", Column.of(orders, each -> each.order().merchant()))
                .param("references", Column.of(orders, each -> each.order().reference()))
                .param("currencies", Column.of(orders, each -> each.order().currency()))
                .param("totals", Column.of(orders, each -> each.order().total()))
                .param("payloads", Column.of(orders, NewOrder::payload))
                .param("pipelines", Column.of(orders, NewOrder::pipeline))
                .param("partitions", Column.of(orders, NewOrder::partition))
                .param("traces", Column.of(orders, NewOrder::trace))
                .param("patiences", Column.of(orders, each -> each.patience().toMillis()))
                .param("routes", ofClaims(orders, claim -> claim.key().route()))
                .param("keys", ofClaims(orders, claim -> claim.key().value()))
                .param("fingerprints", ofClaims(orders, Claim::fingerprint))
                .query(row -> {
                    written.put(row.getObject("id", UUID.class), new Receipt.Written(deadline(row)));
                });
        return written;
    }

    private Map<UUID, Receipt> standing(List<NewOrder> orders) {
        Map<UUID, Receipt> standing = new HashMap<>();
        ledger.sql(STANDING)
                .param("ids", Column.of(orders, each -> each.order().id()))
                .param("merchants", Column.of(orders, each -> each.order().merchant()))
                .param("payloads", Column.of(orders, NewOrder::payload))
                .param("routes", ofClaims(orders, claim -> claim.key().route()))
                .param("keys", ofClaims(orders, claim -> claim.key().value()))
                .param("fingerprints", ofClaims(orders, Claim::fingerprint))
                .query(row -> {
                    standing.put(row.getObject("id", UUID.class), standing(row));
                });
        return standing;
    }

    private static Receipt standing(ResultSet row) throws SQLException {
        UUID standing = row.getObject("standing", UUID.class);
        if (standing.equals(row.getObject("id", UUID.class))) {
            return new Receipt.Written(deadline(row));
        }
        return row.getBoolean("same") ? new Receipt.Repeated(standing) : new Receipt.KeyReused();
    }

    private static @Nullable String[] ofClaims(List<NewOrder> orders, Function<Claim, String> value) {
        return Column.of(orders, each -> each.claim() == null ? null : value.apply(each.claim()));
    }

    private static Instant deadline(ResultSet row) throws SQLException {
        return row.getObject("deadline_at", OffsetDateTime.class).toInstant();
    }
}
