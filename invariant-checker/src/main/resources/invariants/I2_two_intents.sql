-- Orders for which more than one intent was confirmed: two holds, or a hold and a charge of another intent.
-- :since                 the first order that is looked at (ids sort by time)
-- :charge_…, :hold_…     the provider's charges and authorizations
select paid.order_id,
  format('has %s intents confirmed: %s', count(*), string_agg(paid.intent, ', ' order by paid.intent)) as violation
from (
  select order_id, intent
  from unnest(cast(:charge_orders as uuid[]), cast(:charge_intents as text[])) as charge (order_id, intent)
  union
  select order_id, intent
  from unnest(cast(:hold_orders as uuid[]), cast(:hold_intents as text[])) as hold (order_id, intent)
) paid
where paid.order_id >= cast(:since as uuid)
group by paid.order_id
having count(*) > 1
order by paid.order_id;
