-- Orders that are still unfinished when everything should be over, and none of whose steps is parked.
select o.id as order_id, case when o.outcome is null then 'hasn''t ended' else 'hasn''t settled' end as violation
from ledger.orders o
where (o.settled_at is null or o.outcome is null)
  and not exists (
    select
    from ledger.parked k
    where k.order_id = o.id and k.seq is not null and k.resolution is null
      and not exists (
        select
        from ledger.event e
        where e.order_id = k.order_id and e.agent = k.agent and not e.is_fork and (e.life, e.seq) > (k.life, k.seq)))
order by o.id;
