-- Orders that haven't ended or settled although their time is over, and for which nobody has been called. Their time is
-- over when the deadline has passed and the decision, if there is one, has stood for as long as a step may be tried.
-- :due       until when they should have settled
-- :patience  seconds for which steps behind a decision are tried
select o.id as order_id,
  format('was accepted %s and %s', o.accepted_at,
    case when o.outcome is null then 'hasn''t ended' else 'ended ' || o.outcome || ' but hasn''t settled' end) as violation
from ledger.orders o
left join ledger.decision d on d.order_id = o.id
where (o.settled_at is null or o.outcome is null)
  and greatest(o.deadline_at, d.decided_at + :patience * interval '1 second') < cast(:due as timestamptz)
  and not exists (
    select
    from ledger.parked k
    where k.order_id = o.id and k.seq is not null and k.resolution is null
      and not exists (
        select
        from ledger.event e
        where e.order_id = k.order_id and e.agent = k.agent and not e.is_fork and (e.life, e.seq) > (k.life, k.seq)))
order by o.id;
