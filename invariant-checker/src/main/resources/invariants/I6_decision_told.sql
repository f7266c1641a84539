-- Events that tell another decision than the one that stands. Abort is for ever: once a step, an undo or the pivot has acted
-- on it, nothing else may stand. Commit may have become abort, but not behind a pivot that is done.
-- :since  the first order that is looked at (ids sort by time)
with plan as materialized (
  select hash, plan ->> 'pivot' as pivot, string_to_array(plan ->> 'undos', ',') as undos
  from ledger.pipeline
)
select e.order_id,
  format('life %s, event %s: %s is %s, but the decision is %s', e.life, e.seq, e.agent, e.status,
    coalesce(d.verdict, 'missing')) as violation
from ledger.event e
join ledger.orders o on o.id = e.order_id
join plan p on p.hash = o.pipeline
left join ledger.decision d on d.order_id = e.order_id
where e.order_id >= cast(:since as uuid)
  and (e.kind = 'decided' or e.agent = p.pivot or e.agent = any (p.undos))
  and case
    when e.kind = 'decided' then
      d.verdict is distinct from e.status and not (e.status = 'commit' and d.flipped_at is not null)
    when e.agent = p.pivot then
      e.status = 'done' and d.verdict is distinct from 'commit' or e.status = 'refused' and d.verdict is distinct from 'abort'
    else
      e.status = 'done' and d.verdict is distinct from 'abort'
  end
order by e.order_id, e.life, e.seq;
