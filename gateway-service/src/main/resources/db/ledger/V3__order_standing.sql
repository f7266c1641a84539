-- Where each order stands. Until an order has ended that follows from its latest events, one per agent, and from the
-- decision; then from its outcome alone. A search reads what it shows, not all that a merchant ever ordered: the outcome
-- beside the status lets it use an index.
create index orders_by_outcome on orders (merchant, outcome, id desc) where outcome is not null;

create view order_standing as
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
    where e.order_id = o.id and e.agent is not null and o.outcome is null
    order by e.agent, e.life desc, e.seq desc
  ) step
) latest;
