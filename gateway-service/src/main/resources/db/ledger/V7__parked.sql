-- What waits for a person: a step that is parked, an entry that nobody could make sense of, or both in one, when it was the
-- entry that an order waits for. Rows are added and resolved, never deleted; Redis holds none of it for long.
create table parked (
  id           uuid primary key default uuidv7(),   -- sorts by time
  order_id     uuid,                                -- null when it names no order of this ledger
  agent        text,                                -- null when it isn't an agent's entry
  life         bigint,
  seq          bigint,                              -- which event says that the step is parked; null when no order waits
  stream       text,
  entry        text,                                -- its id there; null when it could be read
  parked_as    text,                                -- its id among the parked
  fields       bytea,                               -- names and values by turns, each as <length>:<bytes>,
  cause        text not null,
  detail       text,
  since        timestamptz not null,
  resolution   text check (resolution in ('replayed', 'discarded')),
  resolved_at  timestamptz,
  resolved_by  text,
  resolved_why text,
  constraint parked_step_once unique (order_id, life, seq),
  constraint parked_step check ((seq is null) = (life is null) and (seq is null or order_id is not null and agent is not null)),
  constraint parked_entry check ((entry is null) = (fields is null) and (seq is not null or entry is not null)),
  constraint parked_resolution check ((resolution is null) = (resolved_at is null) and (resolution is null) = (resolved_by is null))
);

-- An entry that is read again after a crash is no other one; one that is parked again after it was put back is. What was forged
-- may be of any length, and longer than an index can hold.
create unique index parked_as_once on parked (md5(stream), parked_as) where seq is null;
create unique index parked_entry_once on parked (md5(stream), md5(entry)) where seq is null and resolution is null;
create index parked_unresolved on parked (id) where resolution is null;

insert into parked (order_id, agent, life, seq, cause, detail, since)
select order_id, agent, life, seq, coalesce(reason, 'unknown'), detail, at
from event
where status = 'parked' and not is_fork
order by at;

-- What nobody has seen to yet. A step is no longer parked once its agent has said something later of the order, or the order
-- needs nothing any more.
create view parked_open as
select k.id, k.order_id, k.agent, k.life, k.seq, k.stream, k.entry, k.fields, k.cause, k.detail, k.since
from parked k
where k.resolution is null
  and (
    k.seq is null
    or exists (select from orders o where o.id = k.order_id and (o.settled_at is null or o.outcome is null))
      and not exists (
        select
        from event e
        where e.order_id = k.order_id and e.agent = k.agent and not e.is_fork and (e.life, e.seq) > (k.life, k.seq)
      )
  );

-- An order needs attention while a step of it is among these, unless the step is a trailing one.
create or replace view order_standing as
select
  o.id, o.merchant, o.reference, o.total, o.currency, o.pipeline, o.trace_parent, o.accepted_at, o.ended_at, o.settled_at,
  d.verdict,
  coalesce(o.reason, case when d.verdict = 'abort' then d.reason end) as reason,
  case when o.reason is null and d.verdict = 'abort' then d.detail else o.reason_detail end as reason_detail,
  case
    when o.outcome is not null then o.outcome
    when exists (
      select
      from parked_open k
      where k.order_id = o.id and k.seq is not null
        and k.agent <> all (string_to_array(p.plan ->> 'trailing', ','))
    ) then 'needs_attention'
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
    bool_or(step.status in ('refused', 'failed')) as refused
  from (
    select distinct on (e.agent) e.agent, e.status
    from event e
    where e.order_id = o.id and not e.is_fork and e.agent is not null and o.outcome is null
    order by e.agent, e.life desc, e.seq desc
  ) step
) latest;
