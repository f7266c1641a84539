-- Orders for which other goods, or other quantities, were reserved than were ordered.
-- :since  the first order that is looked at (ids sort by time)
select r.order_id, format('ordered %s, but %s was reserved', ordered.goods, reserved.goods) as violation
from inventory.reservation r
join ledger.orders o on o.id = r.order_id
cross join lateral (
  select jsonb_object_agg(sku, quantity) as goods
  from (
    select line ->> 'sku' as sku, sum(cast(line ->> 'quantity' as bigint)) as quantity
    from jsonb_array_elements(cast(o.payload as jsonb) -> 'lines') as line
    group by line ->> 'sku'
  ) each
) ordered
cross join lateral (
  select jsonb_object_agg(sku, quantity) as goods
  from unnest(r.skus, r.quantities) as line (sku, quantity)
) reserved
where r.order_id >= cast(:since as uuid) and r.reserved_at is not null and ordered.goods is distinct from reserved.goods
order by r.order_id;
