-- Decisions that were turned from commit into abort although the provider took the money, given back or not: the flip is for
-- payments that were seen cancelled.
-- :since     the first order that is looked at (ids sort by time)
-- :charge_…  the provider's charges
select d.order_id, format('was turned into abort, but was charged through %s', charge.intent) as violation
from ledger.decision d
join unnest(cast(:charge_orders as uuid[]), cast(:charge_intents as text[])) as charge (order_id, intent)
  on charge.order_id = d.order_id
where d.order_id >= cast(:since as uuid) and d.flipped_at is not null
order by d.order_id;
