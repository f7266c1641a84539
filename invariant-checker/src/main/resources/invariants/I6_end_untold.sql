-- Orders that have ended, or settled, without an event that says so.
-- :since  the first order that is looked at (ids sort by time)
select o.id as order_id, format('ended %s, but no event tells it', o.outcome) as violation
from ledger.orders o
where o.id >= cast(:since as uuid) and o.outcome is not null
  and not exists (select from ledger.event e where e.order_id = o.id and e.kind = 'ended')
order by o.id;
