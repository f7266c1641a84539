-- Events behind the settlement of the same life that can't be there: anything for a completed order; else a second end or
-- settlement, or an undo. A step that was in hand when its order was undone may report late. Lives with a fork are left out:
-- their numbers were given twice.
-- :since  the first order that is looked at (ids sort by time)
with settled as materialized (
  select e.order_id, e.life, min(e.seq) filter (where e.kind = 'settled') as seq
  from ledger.event e
  where e.order_id >= cast(:since as uuid)
  group by e.order_id, e.life
  having max(e.seq) > min(e.seq) filter (where e.kind = 'settled') and not bool_or(e.is_fork)
)
select e.order_id,
  format('life %s settled with event %s, but event %s says %s', e.life, settled.seq, e.seq,
    coalesce(e.agent || ' ' || e.status, e.kind)) as violation
from settled
join ledger.event e on e.order_id = settled.order_id and e.life = settled.life and e.seq > settled.seq
join ledger.orders o on o.id = e.order_id
join ledger.pipeline p on p.hash = o.pipeline
where o.outcome = 'completed' or e.kind in ('ended', 'settled')
  or e.agent = any (string_to_array(p.plan ->> 'undos', ','))
order by e.order_id, e.life, e.seq;
