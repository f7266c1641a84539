-- Orders that ended otherwise than completed, and for which the provider has kept money or still holds some.
-- :since                 the first order that is looked at (ids sort by time)
-- :rest                  what ended before this moment has come to rest
-- :charge_…, :hold_…     the provider's charges and authorizations
select o.id as order_id, format('ended %s, but the provider has %s', o.outcome, string_agg(kept.what, ' and ')) as violation
from (
  select order_id, 'kept ' || sum(net) as what
  from unnest(cast(:charge_orders as uuid[]), cast(:charge_nets as bigint[])) as charge (order_id, net)
  group by order_id
  having sum(net) <> 0
  union all
  select order_id, 'a hold: ' || intent
  from unnest(
    cast(:hold_orders as uuid[]), cast(:hold_intents as text[]), cast(:hold_states as text[])
  ) as hold (order_id, intent, state)
  where state = 'requires_capture'
) kept
join ledger.orders o on o.id = kept.order_id
where o.id >= cast(:since as uuid) and o.outcome <> 'completed' and o.ended_at < cast(:rest as timestamptz)
group by o.id
order by o.id;
