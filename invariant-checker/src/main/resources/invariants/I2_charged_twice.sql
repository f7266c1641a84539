-- Orders for which the payment provider took money more than once, whether or not it gave some back.
-- :since         the first order that is looked at (ids sort by time)
-- :charge_…      the provider's charges
select charge.order_id,
  format('was charged %s times: %s', count(*), string_agg(charge.intent, ', ' order by charge.intent)) as violation
from unnest(cast(:charge_orders as uuid[]), cast(:charge_intents as text[])) as charge (order_id, intent)
where charge.order_id >= cast(:since as uuid)
group by charge.order_id
having count(*) > 1
order by charge.order_id;
