-- Steps that were taken before the steps that must be done first. A refusal counts as done when the decision turned out to be
-- commit. Trailing steps of a completed order may rest on an earlier life, and all on what a fork tells; a step
-- that was parked and discarded counts as done.
-- :since  the first order that is looked at (ids sort by time)
-- :rest   what ended before this moment has come to rest
with needed as materialized (
  select p.hash, substr(field.key, 7) as agent, first_agent
  from ledger.pipeline p
  cross join jsonb_each_text(p.plan) as field
  cross join unnest(string_to_array(field.value, ',')) as first_agent
  where field.key like 'after:%'
), last_steps as materialized (
  select p.hash, agent
  from ledger.pipeline p
  cross join unnest(string_to_array(p.plan ->> 'trailing', ',')) as agent
)
select e.order_id,
  format('life %s, event %s: %s is %s, but %s isn''t done', e.life, e.seq, e.agent, e.status, needed.first_agent) as violation
from ledger.event e
join ledger.orders o on o.id = e.order_id
join needed on needed.hash = o.pipeline and needed.agent = e.agent
left join last_steps on last_steps.hash = o.pipeline and last_steps.agent = e.agent and o.outcome = 'completed'
where e.order_id >= cast(:since as uuid) and e.kind = 'step' and not e.is_fork
  and (o.settled_at < cast(:rest as timestamptz) or cast(:rest as timestamptz) = 'infinity')
  and not exists (
    select
    from ledger.event f
    where f.order_id = e.order_id and f.agent = needed.first_agent and f.kind = 'step'
      and (f.life = e.life and f.seq < e.seq or f.life < e.life and last_steps.agent is not null)
      and (f.status = 'done' or exists (
        select
        from ledger.event d
        where d.order_id = e.order_id and d.life = f.life and d.kind = 'decided' and d.status = 'commit')
        or exists (
        select
        from ledger.parked k
        where k.order_id = e.order_id and k.agent = f.agent and k.resolution = 'discarded')))
order by e.order_id, e.life, e.seq, needed.first_agent;
