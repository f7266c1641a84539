-- Orders of which an event tells another end than the one that stands, in whatever life.
-- :since  the first order that is looked at (ids sort by time)
select e.order_id,
  format('ended %s, but life %s tells %s', coalesce(o.reason, 'completed'), e.life, coalesce(e.reason, 'completed')) as violation
from ledger.event e
join ledger.orders o on o.id = e.order_id
where e.order_id >= cast(:since as uuid) and e.kind = 'ended' and o.outcome is not null
  and e.reason is distinct from o.reason
order by e.order_id, e.life;
