-- What the relay needs, which puts orders back into Redis that Redis has lost.

-- The orders it looks after, oldest first. An order whose end got lost on the way is one of them, although its settlement
-- is known.
drop index orders_unsettled;
create index orders_unsettled on orders (id) where settled_at is null or outcome is null;

-- One gateway at a time does the relay's work, which only saves work: two at once do no harm.
create table relay_lease (
  only_one     boolean primary key default true check (only_one),
  holder       text not null,
  held_until   timestamptz not null
);

-- Redis may go back to an earlier moment and tell an order's story another way from there on. The first telling stays in
-- its place, what differs from it is kept beside it.
alter table event add column is_fork boolean not null default false;
alter table event drop constraint event_once;
create unique index event_once on event (order_id, life, seq) where not is_fork;
create unique index event_fork_once on event
  (order_id, life, seq, kind, coalesce(agent, ''), coalesce(status, ''), coalesce(reason, '')) where is_fork;

create or replace view order_standing as
select
  o.id, o.merchant, o.reference, o.total, o.currency, o.pipeline, o.trace_parent, o.accepted_at, o.ended_at, o.settled_at,
  d.verdict,
  coalesce(o.reason, case when d.verdict = 'abort' then d.reason end) as reason,
  case when o.reason is null and d.verdict = 'abort' then d.detail else o.reason_detail end as reason_detail,
  case
    when o.outcome is not null then o.outcome
    when latest.parked then 'needs_attention'
    when d.verdict = 'abort' then 'compensating'
    when d.verdict is null and latest.refused then 'compensating'
    when latest.events > 0 then 'processing'
    else 'accepted'
  end as status,
  o.outcome
from orders o
join pipeline p on p.hash = o.pipeline
left join decision d on d.order_id = o.id
cross join lateral (
  select
    count(*) as events,
    bool_or(step.status = 'parked' and step.agent <> all (string_to_array(p.plan ->> 'trailing', ','))) as parked,
    bool_or(step.status in ('refused', 'failed')) as refused
  from (
    select distinct on (e.agent) e.agent, e.status
    from event e
    where e.order_id = o.id and not e.is_fork and e.agent is not null and o.outcome is null
    order by e.agent, e.life desc, e.seq desc
  ) step
) latest;
