-- Where abort stands, only the undos are waited for: a step that was parked before, and whoever was to ask for the decision,
-- keep nobody waiting, so the order doesn't need attention for them.
create or replace view parked_open as
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
      and not exists (
        select
        from decision d
        join orders o on o.id = d.order_id
        join pipeline p on p.hash = o.pipeline
        where d.order_id = k.order_id and d.verdict = 'abort'
          and k.agent <> all (string_to_array(p.plan ->> 'undos', ','))
      )
  );
