-- Idempotency keys kept without the merchant's order that they stand for, or twice. Key and order are written in one commit.
-- :since  the first order that is looked at (ids sort by time)
select k.order_id,
  format('stands behind key %s of %s, but %s', k.key, k.merchant,
    case when o.id is null then 'isn''t in the ledger' when o.merchant <> k.merchant then 'is the order of ' || o.merchant
      else 'the key is kept ' || k.times || ' times' end) as violation
from (
  select order_id, merchant, key, count(*) over (partition by merchant, route, key) as times
  from ledger.idempotency_key
) k
left join ledger.orders o on o.id = k.order_id
where k.order_id >= cast(:since as uuid) and (o.merchant is distinct from k.merchant or k.times > 1)
order by k.order_id;
