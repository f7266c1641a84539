-- What is parked, one row each, when that is more or less than was expected; one row without an order when nothing is.
-- :parked  how many steps and entries should be
with open as materialized (
  select k.order_id, k.agent, k.cause, k.since
  from ledger.parked k
  left join ledger.orders o on o.id = k.order_id
  where k.resolution is null
    and (k.seq is null
      or (o.settled_at is null or o.outcome is null)
        and not exists (
          select
          from ledger.event e
          where e.order_id = k.order_id and e.agent = k.agent and not e.is_fork and (e.life, e.seq) > (k.life, k.seq)))
), counted as (
  select count(*) as parked
  from open
)
select open.order_id,
  case
    when counted.parked = 0 then format('nothing is parked, %s should be', cast(:parked as bigint))
    else format('%s is parked: %s (%s are, %s should be)', coalesce(open.agent, 'an entry'), open.cause, counted.parked,
      cast(:parked as bigint))
  end as violation
from counted
left join open on true
where counted.parked <> cast(:parked as bigint)
order by open.since;
