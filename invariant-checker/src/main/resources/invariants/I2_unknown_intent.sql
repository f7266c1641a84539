-- Charges and holds through an intent that isn't the one stored for their order: it was confirmed before it was stored,
-- and an answer that is lost would be paid for twice.
-- :since                 the first order that is looked at (ids sort by time)
-- :charge_…, :hold_…     the provider's charges and authorizations
select paid.order_id,
  format('was paid through %s, but %s', paid.intent,
    coalesce('the intent stored for it is ' || p.intent_id, 'no intent is stored for it')) as violation
from (
  select order_id, intent
  from unnest(cast(:charge_orders as uuid[]), cast(:charge_intents as text[])) as charge (order_id, intent)
  union
  select order_id, intent
  from unnest(cast(:hold_orders as uuid[]), cast(:hold_intents as text[])) as hold (order_id, intent)
) paid
join ledger.orders o on o.id = paid.order_id
left join payment.payment p on p.order_id = paid.order_id
where paid.order_id >= cast(:since as uuid) and p.intent_id is distinct from paid.intent
order by paid.order_id;
