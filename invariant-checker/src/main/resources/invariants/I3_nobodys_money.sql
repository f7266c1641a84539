-- Charges and holds for orders that aren't in the ledger.
-- :since                 the first order that is looked at (ids sort by time)
-- :charge_…, :hold_…     the provider's charges and authorizations
select paid.order_id, format('isn''t in the ledger, but was paid through %s', paid.intent) as violation
from (
  select order_id, intent
  from unnest(cast(:charge_orders as uuid[]), cast(:charge_intents as text[])) as charge (order_id, intent)
  union
  select order_id, intent
  from unnest(cast(:hold_orders as uuid[]), cast(:hold_intents as text[])) as hold (order_id, intent)
) paid
where paid.order_id >= cast(:since as uuid)
  and not exists (select from ledger.orders o where o.id = paid.order_id)
order by paid.order_id;
