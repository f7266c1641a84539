-- Events that the order's pipeline doesn't have: of agents that aren't in it, or with a status that the agent can't give
-- where it stands. Only agents before the point of no return fail or refuse; the pivot may refuse; what is behind it and
-- what undoes is done, or parked for a person.
-- :since  the first order that is looked at (ids sort by time)
with plan as materialized (
  select
    hash,
    plan ->> 'pivot' as pivot,
    string_to_array(plan ->> 'before', ',') as before,
    string_to_array(plan ->> 'main', ',') || string_to_array(plan ->> 'trailing', ',') as steps,
    string_to_array(plan ->> 'undos', ',') as undos
  from ledger.pipeline
)
select e.order_id, format('life %s, event %s: %s is %s', e.life, e.seq, e.agent, e.status) as violation
from ledger.event e
join ledger.orders o on o.id = e.order_id
join plan p on p.hash = o.pipeline
where e.order_id >= cast(:since as uuid) and e.agent is not null
  and not case
    when e.kind = 'decided' then e.agent = 'rollback'
    when e.status = 'parked' then e.agent = 'rollback' or e.agent = any (p.steps) or e.agent = any (p.undos)
    when e.status = 'done' then e.agent = any (p.steps) or e.agent = any (p.undos)
    when e.status = 'refused' then e.agent = any (p.before) or e.agent = p.pivot
    else e.agent = any (p.before)
  end
order by e.order_id, e.life, e.seq;
